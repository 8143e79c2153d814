using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Tests.Kernel;

public sealed class ComparingSignatures
{
    [Theory]
    [InlineData("ab12", "ab12", true, true)]
    [InlineData("ab12", "AB12", false, true)]
    [InlineData("AB12", "ab12", false, true)]
    [InlineData("ab12", "ab13", false, false)]
    [InlineData("ab12", "ab1", false, false)]
    [InlineData("ab12", "", false, false)]
    [InlineData("ab12", null, false, false)]
    public void They_are_the_same_to_the_letter_or_in_either_case_where_that_is_asked_for(string ours, string? theirs, bool same, bool inEitherCase) =>
        Assert.Equal((same, inEitherCase), (SignatureText.IsSame(ours, theirs), SignatureText.IsSame(ours, theirs, inEitherCase: true)));
}
