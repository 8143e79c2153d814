namespace Ocop.Market.Web.Commands;

/// <summary>One or two words on the command line instead of a web server: backup, restore, orders, import pictures.</summary>
public interface IMarketCommand
{
    string Name { get; }

    /// <summary>Gets what follows the name. Exit code: 0 done, 1 refused, 2 wrong words.</summary>
    Task<int> RunAsync(string[] args);
}

public static class MarketCommands
{
    private static readonly IReadOnlyList<IMarketCommand> All = [new ImportCommand(), new ImportPicturesCommand(), new OrdersCommand()];

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
}
