using Ocop.Market.Accounts.Rights;
using Xunit;

namespace Ocop.Market.Tests.Accounts;

public sealed class AskingForRights
{
    private static readonly Guid Producer = Guid.CreateVersion7();
    private static readonly Scope Province = Scope.Province("19"), Commune = Scope.Commune("19", "05542"), Holder = Scope.Producer("19", "05542", Producer);

    [Fact]
    public void A_right_holds_for_all_that_lies_below_and_for_nothing_beside()
    {
        var officer = Holding(Role.Officer, Commune);

        Assert.True(officer.May(Act.ApproveContent, Holder));
        Assert.True(officer.May(Act.ApproveContent, Commune));
        Assert.False(officer.May(Act.ApproveContent, Province));
        Assert.False(officer.May(Act.ApproveContent, Scope.Commune("19", "05543")));
        Assert.False(officer.May(Act.ApproveContent, Scope.Producer(null, null, Producer)));
        Assert.False(officer.May(Act.ApproveContent, Scope.Programme));
    }

    [Fact]
    public void The_second_step_and_what_shapes_the_whole_site_need_a_wider_grant()
    {
        Assert.False(Holding(Role.Officer, Commune).May(Act.ApproveContentFinally, Holder));
        Assert.True(Holding(Role.Officer, Province).May(Act.ApproveContentFinally, Holder));
        Assert.False(Holding(Role.Officer, Province).MayAnywhere(Act.ShapeSite));
        Assert.True(Holding(Role.Officer, Scope.Programme).May(Act.ShapeSite, Scope.Programme));
    }

    [Fact]
    public void An_auditor_only_reads_and_a_buyer_has_no_room_at_all()
    {
        Assert.All(RightsTable.ActsOf(Role.Auditor), act => Assert.True(act == Act.OpenDesk || act.ToString().StartsWith("Read", StringComparison.Ordinal)));
        Assert.Empty(RightsTable.ActsOf(Role.Buyer));
    }

    [Fact]
    public void The_scopes_of_an_act_name_no_place_twice() =>
        Assert.Equal([Province, Scope.Commune("01", "00070")],
            new Person(Guid.CreateVersion7(), "Cán bộ", [new(Role.Officer, Commune), new(Role.Officer, Province), new(Role.Officer, Scope.Commune("01", "00070")), new(Role.Buyer, Scope.Programme)]).ScopesFor(Act.ReadContent));

    [Fact]
    public void A_scope_tells_its_parts_and_is_read_back_from_its_path()
    {
        Assert.Equal((ScopeLevel.Holder, "19", "05542", Producer), (Holder.Level, Holder.ProvinceCode, Holder.CommuneCode, Holder.ProducerId!.Value));
        Assert.Equal((ScopeLevel.Programme, null, null), (default(Scope).Level, default(Scope).ProvinceCode, default(Scope).ProducerId));
        Assert.Equal(Holder, Scope.Parse(Holder.Path));
        Assert.Null(Scope.Producer(null, null, Producer).CommuneCode);
        foreach (var wrong in new[] { null, "", "19", "/19", "//", "/19//", "/19/05542/p:x/more/", "/19/%/", "/'/" }) Assert.False(Scope.TryParse(wrong, out _), wrong);
    }

    private static Person Holding(Role role, Scope scope) => new(Guid.CreateVersion7(), "Người thử", [new(role, scope)]);
}
