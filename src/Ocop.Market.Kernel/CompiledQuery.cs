using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Kernel;

/// <summary>
/// A question that a page asks for every visitor, translated once for each kind of database. Asked in the ordinary way, EF builds, takes
/// apart and looks up its expression each time, which costs more than the database's answer.
/// </summary>
public sealed class CompiledQuery<TArgument, TResult>(Expression<Func<DbContext, TArgument, IQueryable<TResult>>> question)
{
    private readonly ConcurrentDictionary<Type, Func<DbContext, TArgument, IAsyncEnumerable<TResult>>> _translated = [];

    public ValueTask<List<TResult>> ToListAsync(IKernelDb db, TArgument argument, CancellationToken cancel) => Ask(db, argument).ToListAsync(cancel);

    public ValueTask<TResult?> FirstOrDefaultAsync(IKernelDb db, TArgument argument, CancellationToken cancel) => Ask(db, argument).FirstOrDefaultAsync(cancel);

    private IAsyncEnumerable<TResult> Ask(IKernelDb db, TArgument argument)
    {
        var context = (DbContext)db;
        return _translated.GetOrAdd(context.GetType(), _ => EF.CompileAsyncQuery(question))(context, argument);
    }
}

/// <inheritdoc cref="CompiledQuery{TArgument, TResult}"/>
public sealed class CompiledQuery<TFirst, TSecond, TThird, TFourth, TResult>(Expression<Func<DbContext, TFirst, TSecond, TThird, TFourth, IQueryable<TResult>>> question)
{
    private readonly ConcurrentDictionary<Type, Func<DbContext, TFirst, TSecond, TThird, TFourth, IAsyncEnumerable<TResult>>> _translated = [];

    public ValueTask<List<TResult>> ToListAsync(IKernelDb db, TFirst first, TSecond second, TThird third, TFourth fourth, CancellationToken cancel)
    {
        var context = (DbContext)db;
        return _translated.GetOrAdd(context.GetType(), _ => EF.CompileAsyncQuery(question))(context, first, second, third, fourth).ToListAsync(cancel);
    }
}
