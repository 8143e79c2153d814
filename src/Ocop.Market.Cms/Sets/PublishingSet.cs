using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Sets;

public enum SetState { Open, Planned, Published }

/// <summary>Documents that go live together, all or none: pages of one campaign, with whatever other modules join to it.</summary>
public sealed class PublishingSet
{
    private PublishingSet() { }

    public PublishingSet(string name, string author, DateTime now) => (Id, Name, Author, CreatedAt) = (Guid.CreateVersion7(), name, author, now);

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Author { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public SetState State { get; private set; }
    public DateTime? GoLiveAt { get; private set; }
    public string? PlannedBy { get; private set; }
    public DateTime? PublishedAt { get; private set; }
    public string? LastFailure { get; private set; }
    public DateTime? LastFailureAt { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => new("set", Id.ToString());

    public void Plan(DateTime goLiveAt, string by) => (State, GoLiveAt, PlannedBy, LastFailure, LastFailureAt) = (SetState.Planned, goLiveAt, by, null, null);

    public void Reopen() => (State, GoLiveAt, PlannedBy, LastFailure, LastFailureAt) = (SetState.Open, null, null, null, null);

    public void MarkPublished(DateTime now) => (State, PublishedAt, LastFailure, LastFailureAt) = (SetState.Published, now, null, null);

    public void Rename(string name) => Name = name;
}

/// <summary>One approved revision of one document, pinned: what is written later does not come along.</summary>
public sealed class PublishingSetItem
{
    private PublishingSetItem() { }

    public PublishingSetItem(Guid setId, Guid documentId, Guid revisionId, string addedBy, DateTime now) =>
        (SetId, DocumentId, RevisionId, AddedBy, AddedAt) = (setId, documentId, revisionId, addedBy, now);

    public Guid SetId { get; private set; }
    public Guid DocumentId { get; private set; }
    public Guid RevisionId { get; private set; }
    public string AddedBy { get; private set; } = "";
    public DateTime AddedAt { get; private set; }

    public void Pin(Guid revisionId, string addedBy, DateTime now) => (RevisionId, AddedBy, AddedAt) = (revisionId, addedBy, now);
}

/// <param name="Problem">Why the set cannot go live as it is; null where it can.</param>
public sealed record DryRunLine(string Kind, string Title, LocalText WhatHappens, LocalText? Problem = null, Guid? DocumentId = null);

/// <summary>What other modules let go live together with the pages of a set: boxes, prices, listings.</summary>
public interface ICampaignPart
{
    string Kind { get; }

    Task<IReadOnlyList<DryRunLine>> DescribeAsync(Guid setId, CancellationToken cancel);

    /// <summary>Inside the set's transaction, after its pages. A refusal or an exception takes everything back.</summary>
    Task<Outcome<int>> ApplyAsync(Guid setId, string actor, CancellationToken cancel);
}
