using FsCheck;
using FsCheck.Fluent;
using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Tests.Kernel;

public sealed class ReadingCsv
{
    [Fact]
    public async Task Lines_are_those_of_the_file()
    {
        var rows = await ReadAsync("a,b\r\n\"x\ny\",2\n\n3,\"4\"\"5\"");
        Assert.Equal([1, 2, 5], rows.Select(row => row.Line));
        Assert.Equal(["x\ny", "2"], rows[1].Cells);
        Assert.Equal(["3", "4\"5"], rows[2].Cells);
    }

    [Theory]
    [InlineData("a,b\"c\n")]
    [InlineData("\"a\"b,c\n")]
    [InlineData("\"a,b\n")]
    public async Task Misplaced_quotes_are_told(string text) => Assert.Contains(await ReadAsync(text), row => row.HasBadQuotes);

    [Fact]
    public async Task A_quote_that_never_closes_does_not_swallow_the_file() =>
        await Assert.ThrowsAsync<InvalidDataException>(async () => await ReadAsync("\"" + new string('a', 200)));

    [Fact]
    public void What_is_written_is_read_again() =>
        Prop.ForAll<NonEmptyArray<NonNull<string>>>(cells =>
        {
            var row = cells.Get.Select(cell => cell.Get.Length > 100 ? cell.Get[..100] : cell.Get).Append("end").ToArray();
            var read = CsvText.ReadAsync(new StringReader(CsvText.Write(row))).ToBlockingEnumerable().ToList();
            return read.Count == 1 && read[0].Cells.SequenceEqual(row) && !read[0].HasBadQuotes;
        }).QuickCheckThrowOnFailure();

    private static ValueTask<List<CsvRow>> ReadAsync(string text) => CsvText.ReadAsync(new StringReader(text), longestCell: 100).ToListAsync();
}
