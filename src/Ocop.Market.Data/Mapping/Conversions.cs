using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Mapping;

internal sealed class MoneyAsLong() : ValueConverter<Money, long>(money => money.Amount, amount => new Money(amount));

/// <summary>SQLite forgets that a time was UTC; PostgreSQL refuses one that does not say so.</summary>
internal sealed class UtcDateTime() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Utc ? time : DateTime.SpecifyKind(time, DateTimeKind.Utc),
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
