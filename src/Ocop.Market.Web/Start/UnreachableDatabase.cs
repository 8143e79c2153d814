using System.Data.Common;
using System.Net.Sockets;

namespace Ocop.Market.Web.Start;

/// <summary>A database that does not answer, or lets nobody in, stops the start with one sentence: the way to it is what must be mended, not the program.</summary>
public static class UnreachableDatabase
{
    /// <summary>Null for a failure of any other kind.</summary>
    public static string? SentenceOf(Exception failure) => ReasonOf(failure) is { } reason
        ? $"Không vào được cơ sở dữ liệu / cannot reach the database (ConnectionStrings:Market): {reason.ReplaceLineEndings(" ")}"
        : null;

    // Not through an IOException: a port that is taken ends in a SocketException, too.
    private static string? ReasonOf(Exception failure) => failure switch
    {
        DbException refused when refused.IsTransient || IsLockedOut(refused.SqlState) => refused.Message,
        SocketException unknown => unknown.Message,
        InvalidOperationException { InnerException: { } inner } => ReasonOf(inner),
        _ => null,
    };

    // Classes 28 and 3D of the SQL standard: wrong name or password, no such database. 42501: may not make it.
    private static bool IsLockedOut(string? state) => state is "42501" || state?[..2] is "28" or "3D";
}
