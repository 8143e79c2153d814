using System.Text.Json;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Floors;

/// <summary>A column of a floor's sheet: its heading there, and one of our fields or a fixed text.</summary>
public sealed record FloorColumn(string Heading, string? Field, string? Fixed = null);

/// <summary>An outside floor that takes files from a person: no API, no password, no signature.</summary>
public sealed class Floor
{
    private Floor() { }

    public Floor(string name, Scope scope, DateTime now) => (Id, Name, ScopePath, CreatedAt) = (Guid.CreateVersion7(), name, scope.Path, now);

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string ScopePath { get; private set; } = "/";

    /// <summary>Null: the sheet of our own.</summary>
    public string? ColumnsText { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public long Version { get; private set; }

    public Scope Scope => Scope.Parse(ScopePath);

    public bool IsOwnSheet => ColumnsText is null;

    public IReadOnlyList<FloorColumn> Columns => ColumnsText is null ? FloorSheet.Own : JsonSerializer.Deserialize<List<FloorColumn>>(ColumnsText)!;

    /// <summary>A floor of the whole country serves every province, and who looks after the country sees those of provinces.</summary>
    public bool IsFor(Person person, Act act) => person.ScopesFor(act).Any(scope => scope.Holds(Scope) || Scope.Holds(scope));

    public void Map(IReadOnlyList<FloorColumn>? columns) => ColumnsText = columns is null ? null : JsonSerializer.Serialize(columns);
}

public enum ListingState { Draft, Exported, HandedOver, Live, OutOfDate, RemovalRequested, Removed }

/// <summary>How one product stands on one floor. The hash of what was exported last decides whether the floor's copy is out of date.</summary>
public sealed class FloorListing
{
    private FloorListing() { }

    public FloorListing(Guid floorId, Guid productId, DateTime now) => (Id, FloorId, ProductId, ChangedAt) = (Guid.CreateVersion7(), floorId, productId, now);

    public Guid Id { get; private set; }
    public Guid FloorId { get; private set; }
    public Guid ProductId { get; private set; }
    public ListingState State { get; private set; }

    /// <summary>Of the rows of the last package; null before the first.</summary>
    public string? RowHash { get; private set; }
    public DateTime? ExportedAt { get; private set; }
    public DateTime? HandedOverAt { get; private set; }

    /// <summary>Where the floor shows it; https, typed by a person.</summary>
    public string? OutsideLink { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>What it is while the floor's copy is ours word for word.</summary>
    public ListingState Settled => OutsideLink is not null ? ListingState.Live
        : HandedOverAt >= ExportedAt ? ListingState.HandedOver
        : ExportedAt is not null ? ListingState.Exported
        : ListingState.Draft;

    public void Tell(string link, DateTime now) =>
        (OutsideLink, State, ChangedAt) = (link, State == ListingState.OutOfDate ? ListingState.OutOfDate : ListingState.Live, now);

    public void AskRemoval(DateTime now) => (State, ChangedAt) = (ListingState.RemovalRequested, now);

    public void Remove(DateTime now) => (State, OutsideLink, RowHash, ExportedAt, HandedOverAt, ChangedAt) = (ListingState.Removed, null, null, null, null, now);
}

public enum PackageState { Waiting, Building, Ready, NothingChanged, Failed }

/// <summary>A file of a package as it lies in the store.</summary>
public sealed record PackageFile(string Name, long Bytes, string Sha256);

/// <summary>What was made for a floor at one moment, and whom it was given to: the hand-over log.</summary>
public sealed class FloorPackage
{
    private FloorPackage() { }

    public FloorPackage(Guid floorId, int number, string actor, Scope scope, int products, bool onlyChanged, DateTime now) =>
        (Id, FloorId, Number, Actor, ScopePath, Products, OnlyChanged, CreatedAt) = (Guid.CreateVersion7(), floorId, number, actor, scope.Path, products, onlyChanged, now);

    public Guid Id { get; private set; }
    public Guid FloorId { get; private set; }

    /// <summary>Counted for each floor: the version in its manifest.</summary>
    public int Number { get; private set; }
    public string Actor { get; private set; } = "";
    public string ScopePath { get; private set; } = "/";
    public bool OnlyChanged { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public PackageState State { get; private set; }

    /// <summary>How many are looked at, and how many were so far.</summary>
    public int Products { get; private set; }
    public int Done { get; private set; }
    public int Rows { get; private set; }
    public int Pictures { get; private set; }
    public string FilesText { get; private set; } = "[]";
    public DateTime? MadeAt { get; private set; }

    /// <summary>The files are gone after some time; the log stays.</summary>
    public DateTime? FilesDeletedAt { get; private set; }
    public DateTime? HandedOverAt { get; private set; }
    public string? HandedOverBy { get; private set; }

    /// <summary>Who took it, in the officer's words.</summary>
    public string? HandedOverTo { get; private set; }
    public long Version { get; private set; }

    public IReadOnlyList<PackageFile> Files => JsonSerializer.Deserialize<List<PackageFile>>(FilesText)!;

    public bool IsFor(Person person, Act act) => person.MayAnywhere(act) && (person.Actor == Actor || person.May(act, Scope.Parse(ScopePath)));

    public void Begin() => (State, Done) = (PackageState.Building, 0);

    public void Finish(int rows, int pictures, IReadOnlyList<PackageFile> files, DateTime now) =>
        (State, Rows, Pictures, FilesText, MadeAt, Done) = (files.Count == 0 ? PackageState.NothingChanged : PackageState.Ready, rows, pictures, JsonSerializer.Serialize(files), now, Products);

    public void Fail() => State = PackageState.Failed;

    public void ForgetFiles(DateTime now) => FilesDeletedAt = now;

    public void HandOver(string to, string actor, DateTime now) => (HandedOverTo, HandedOverBy, HandedOverAt) = (to, actor, now);
}

/// <summary>One product of a package, as it was exported.</summary>
public sealed class FloorPackageItem
{
    private FloorPackageItem() { }

    public FloorPackageItem(Guid packageId, Guid productId) => (Id, PackageId, ProductId) = (Guid.CreateVersion7(), packageId, productId);

    public Guid Id { get; private set; }
    public Guid PackageId { get; private set; }
    public Guid ProductId { get; private set; }

    /// <summary>Null where the product is not in the files: unchanged, or no longer on offer.</summary>
    public string? Hash { get; private set; }
    public int Rows { get; private set; }

    /// <summary>Whose stars the rows tell; when it ends, the files may not go out any more.</summary>
    public Guid? DecisionId { get; private set; }

    public void Keep(string hash, int rows, Guid? decisionId) => (Hash, Rows, DecisionId) = (hash, rows, decisionId);
}
