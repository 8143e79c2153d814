using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Commands;

/// <summary>One or two words on the command line instead of a web server: import, content, stock, orders, mails, backup, restore, check.</summary>
public interface IMarketCommand
{
    string Name { get; }

    /// <summary>Gets what follows the name. Exit code: 0 done, 1 refused, 2 wrong words.</summary>
    Task<int> RunAsync(string[] args);
}

public static class MarketCommands
{
    private static readonly IReadOnlyList<IMarketCommand> All = [new ImportCommand(), new ImportPicturesCommand(), new ExportContentCommand(), new ImportContentCommand(), new OrdersCommand(), new StockCommand(), new MailsCommand(), new BackupCommand(), new RestoreCommand(), new CheckCommand()];

    public static string Usage => $"{string.Join(" | ", All.Select(command => command.Name))} [--DataDirectory DIR]";

    /// <summary>The command whose name begins the line, the longer name first, and the words after it.</summary>
    public static (IMarketCommand Command, string[] Words)? Find(string[] args)
    {
        foreach (var command in All.OrderByDescending(command => command.Name.Length))
        {
            var name = command.Name.Split(' ');
            if (args.Take(name.Length).SequenceEqual(name)) return (command, args[name.Length..]);
        }

        return null;
    }

    /// <summary>The market's services without the web server, configured as the server is ("--DataDirectory DIR" and the like among the words).</summary>
    public static WebApplication Open(string[] args)
    {
        var builder = MarketHost.NewBuilder(args);
        MarketHost.AddMarket(builder);
        var market = builder.Build();
        MarketHost.CheckConfiguration(market);
        market.Services.GetRequiredService<MarketPaths>().Make();
        return market;
    }

    /// <summary>For a command that takes one word and then only settings.</summary>
    public static async Task<int> WithOneWordAsync(string[] args, string usage, Func<IServiceProvider, string, Task<int>> work)
    {
        if (args.Length == 0 || args[0].StartsWith('-'))
        {
            await Console.Error.WriteLineAsync($"Cách dùng / usage: {usage} [--DataDirectory DIR]");
            return 2;
        }

        if (Settings.FirstUnknown(args[1..]) is { } unknown) return RefuseWord(unknown, usage);
        await using var market = Open(args[1..]);
        await using var scope = market.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider, args[0]);
    }

    /// <returns>The exit code for words that mean nothing.</returns>
    public static int RefuseWord(string word, string usage)
    {
        Console.Error.WriteLine($"Không hiểu “{word}”. Cách dùng / usage: {usage}");
        return 2;
    }

    public static int Tell<T>(Outcome<T> outcome, Func<T, string> done)
    {
        if (outcome.Succeeded)
        {
            Console.Out.WriteLine(done(outcome.Value));
            return 0;
        }

        foreach (var refusal in outcome.Refusals) Console.Error.WriteLine($"{refusal.Message.Vi} / {refusal.Message.En}");
        return 1;
    }

    /// <summary>"dotnet run" moves to the project's folder, but people mean the folder they stand in: the shell still knows it.</summary>
    public static string PathOf(string word) => Path.GetFullPath(word, Environment.GetEnvironmentVariable("PWD") is { } shell && Path.IsPathRooted(shell) ? shell : Environment.CurrentDirectory);
}
