using System.Reflection;

namespace Ocop.Market.Kernel;

/// <summary>Rows of a CSV file in data/ that travels inside an assembly, each by its column names.</summary>
public static class ShippedRows
{
    public static IEnumerable<Dictionary<string, string>> Of(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not part of the assembly.");
        using var reader = new StreamReader(stream);
        var rows = CsvText.ReadAsync(reader).ToBlockingEnumerable().Select(row => row.Cells).ToList();
        return [.. rows.Skip(1).Select(cells => rows[0].Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
