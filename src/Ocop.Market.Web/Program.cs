using Ocop.Market.Web.Commands;
using Ocop.Market.Web.Start;

try
{
    if (MarketCommands.Find(args) is var (command, rest)) return await command.RunAsync(rest);
    if (args is [var word, ..] && !Settings.LooksLikeOne(word)) return MarketCommands.RefuseWord(word, MarketCommands.Usage);

    var app = MarketHost.Build(args);
    await app.Services.GetRequiredService<MarketStart>().PrepareAsync(app.Lifetime.ApplicationStopping);
    await app.RunAsync();
    return 0;
}
catch (Exception wrong) when ((WrongConfiguration.SentenceOf(wrong) ?? UnreachableDatabase.SentenceOf(wrong)) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

/// <summary>Named so that tests can start the host.</summary>
public partial class Program;
