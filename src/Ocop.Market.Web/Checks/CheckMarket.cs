namespace Ocop.Market.Web.Checks;

/// <summary>One part of the market that is looked at.</summary>
public interface ICheck
{
    Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancel);
}

/// <summary>Looks at everything that an installation needs and writes nothing.</summary>
public sealed class CheckMarket(IEnumerable<ICheck> checks)
{
    public async Task<IReadOnlyList<Finding>> HandleAsync(CancellationToken cancel)
    {
        List<Finding> findings = [];
        foreach (var check in checks) findings.AddRange(await check.LookAsync(cancel));
        return findings;
    }
}

public static class ChecksModule
{
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        services.AddSingleton<ICheck, SettingsCheck>().AddSingleton<ICheck, DataFolderCheck>().AddSingleton<ICheck, DatabaseCheck>()
            .AddSingleton<ICheck, MailCheck>().AddSingleton<ICheck, ProgramsCheck>();
        return services.AddSingleton<CheckMarket>();
    }
}
