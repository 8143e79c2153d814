namespace Ocop.Market.Web.Commands;

/// <summary>One word on the command line instead of a web server: import, backup, restore, orders.</summary>
public interface IMarketCommand
{
    string Name { get; }

    /// <summary>Exit code: 0 done, 1 refused, 2 wrong words.</summary>
    Task<int> RunAsync(string[] args);
}

public static class MarketCommands
{
    private static readonly IReadOnlyList<IMarketCommand> All = [new ImportCommand()];

    public static IMarketCommand? Find(string[] args) => args.Length == 0 ? null : All.FirstOrDefault(command => command.Name == args[0]);
}
