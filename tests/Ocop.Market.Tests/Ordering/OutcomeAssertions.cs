using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

internal static class OutcomeAssertions
{
    extension(Assert)
    {
        public static T Succeeded<T>(Outcome<T> outcome)
        {
            Assert.True(outcome.Succeeded, string.Join("; ", outcome.Refusals.Select(refusal => refusal.Reason)));
            return outcome.Value!;
        }

        public static Refusal Refused<T>(string reason, Outcome<T> outcome)
        {
            var refusal = Assert.Single(outcome.Refusals);
            Assert.Equal(reason, refusal.Reason);
            Assert.NotEmpty(refusal.Message.Vi);
            Assert.NotEmpty(refusal.Message.En);
            return refusal;
        }
    }
}
