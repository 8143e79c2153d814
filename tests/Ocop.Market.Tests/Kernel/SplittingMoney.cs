using FsCheck;
using FsCheck.Fluent;
using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Tests.Kernel;

public sealed class SplittingMoney
{
    [Fact]
    public void Parts_always_sum_to_the_whole()
    {
        Prop.ForAll<int, PositiveInt[]>((amount, weights) =>
            weights.Length == 0 || new Money(amount).Split([.. weights.Select(weight => (long)weight.Get)]).Sum(part => part.Amount) == amount)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_weight_of_zero_gets_nothing() =>
        Assert.Equal([new Money(0), new Money(101)], new Money(101).Split([0, 5]));

    [Theory]
    [InlineData(145000, "145.000\u00a0₫")]
    [InlineData(0, "0\u00a0₫")]
    [InlineData(3900000, "3.900.000\u00a0₫")]
    public void Is_written_as_people_write_it(long amount, string words) => Assert.Equal(words, new Money(amount).ToString());
}
