using FsCheck;
using FsCheck.Fluent;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;
using Xunit;

namespace Ocop.Market.Tests.Ordering.Promotions;

public sealed class WorkingOutPrices
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateTime Now = new(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc);
    private static readonly Guid[] Makers = [.. Enumerable.Range(1, 3).Select(Id)];
    private static readonly string[] Groups = ["do-uong", "thuc-pham"], Provinces = ["19", "51"];
    private static readonly string?[] Stacks = [null, null, "tet", "he"];

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static PromotionTerms Terms(PromotionAction action = PromotionAction.Percent) => new("Thử", "Test", Today, null, 10, null, null, null, null, false, false, action,
        action == PromotionAction.Percent ? 10 : null, action is PromotionAction.Amount or PromotionAction.AmountEach ? new Money(20_000) : null, null,
        action == PromotionAction.NForM ? 3 : null, action == PromotionAction.NForM ? 2 : null, null, null, PromotionBearer.Market);

    private static Offer On(PromotionTerms terms, int uses = 0, int usesOfPhone = 0, params PromotionTarget[] targets)
    {
        var promotion = new Promotion(terms, Now);
        promotion.Describe(terms, targets, Now);
        promotion.Switch(true, Now);
        return new Offer(promotion, new("hàng Thái Nguyên", "goods from Thái Nguyên"), uses, usesOfPhone);
    }

    private static PricedLine Line(int number, long price, int quantity, string group = "do-uong", string province = "19") => new(Id(100 + number), Id(200 + number), Makers[number % 3], group, province, new Money(price), quantity);

    private static PricedCart Price(IEnumerable<PricedLine> lines, params Offer[] offers) => Pricing.Of(lines, null, offers, null, false, Today);

    private static readonly Gen<PricedLine[]> Lines =
        from count in Gen.Choose(1, 6)
        from prices in Gen.Choose(1, 2_000_000).ArrayOf(count)
        from quantities in Gen.Choose(1, 9).ArrayOf(count)
        from groups in Gen.Elements(Groups).ArrayOf(count)
        from provinces in Gen.Elements(Provinces).ArrayOf(count)
        select Enumerable.Range(0, count).Select(i => Line(i, prices[i], quantities[i], groups[i], provinces[i])).ToArray();

    private static readonly Gen<Offer> Offers =
        from action in Gen.Elements(Enum.GetValues<PromotionAction>())
        from percent in Gen.Choose(1, 100)
        from amount in Gen.Choose(1, 3_000_000)
        from cap in Gen.Elements<long?>(null, 1, 7, 50_000)
        from least in Gen.Elements<long?>(null, 100_000, 1_000_000)
        from buy in Gen.Choose(2, 4)
        from stack in Gen.Elements(Stacks)
        from priority in Gen.Choose(1, 4)
        from @group in Gen.Elements(null, "do-uong")
        from province in Gen.Elements(null, "19")
        from bearer in Gen.Elements(Enum.GetValues<PromotionBearer>())
        select On(Terms(action) with
        {
            Percent = action == PromotionAction.Percent ? percent : null, Amount = action is PromotionAction.Amount or PromotionAction.AmountEach ? new Money(amount) : null,
            Cap = cap is { } most ? new Money(most) : null, MinGoods = least is { } sum ? new Money(sum) : null, Buy = action == PromotionAction.NForM ? buy : null, Pay = action == PromotionAction.NForM ? buy - 1 : null,
            StackingGroup = stack, Priority = priority, GroupSlug = @group, ProvinceCode = province, Bearer = bearer,
        });

    private static readonly Gen<(PricedLine[] Lines, Offer[] Offers)> Carts = from lines in Lines from count in Gen.Choose(0, 5) from offers in Offers.ArrayOf(count) select (lines, offers);

    private static PricedCart WithFees((PricedLine[] Lines, Offer[] Offers) cart) => Pricing.Of(cart.Lines, Makers.ToDictionary(maker => maker, _ => new Money(32_000)), cart.Offers, null, false, Today);

    private static string Told(PricedCart price) => string.Join('|', price.Applied.Select(it => $"{it.PromotionId} {string.Join(',', it.Lines.OrderBy(line => line.Key))} {string.Join(',', it.Parcels.OrderBy(parcel => parcel.Key))}"));

    [Fact]
    public void Discounts_sum_to_the_dong_and_no_line_costs_less_than_nothing() => Prop.ForAll(Carts.ToArbitrary(), cart =>
    {
        var price = WithFees(cart);
        var goods = cart.Lines.Sum(line => line.Total.Amount);
        return price.Discount == price.GoodsDiscount + new Money(Makers.Sum(maker => price.OfDelivery(maker).Amount))
            && price.GoodsDiscount.Amount == cart.Lines.Sum(line => price.OfLine(line.VariantId).Amount)
            && price.Discount.Amount == price.Applied.Sum(it => it.Discount.Amount)
            && price.GoodsDiscount.Amount <= goods
            && cart.Lines.All(line => price.OfLine(line.VariantId) <= line.Total && price.OfLine(line.VariantId) >= Money.Zero && price.BorneByProducer(line.VariantId) <= price.OfLine(line.VariantId))
            && Makers.All(maker => price.OfDelivery(maker) <= new Money(32_000))
            && price.Applied.All(it => it.Discount > Money.Zero);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_lines_and_of_promotions_does_not_matter() => Prop.ForAll(Carts.ToArbitrary(), cart =>
        Told(WithFees(cart)) == Told(WithFees(([.. cart.Lines.Reverse()], [.. cart.Offers.Reverse()]))) && Told(WithFees(cart)) == Told(WithFees(cart))).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_a_stacking_group_one_applies() => Prop.ForAll(Carts.ToArbitrary(), cart =>
    {
        var applied = WithFees(cart).Applied.Select(it => cart.Offers.Single(offer => offer.Promotion.Id == it.PromotionId).Promotion.StackingGroup).OfType<string>().ToList();
        return applied.Count == applied.Distinct().Count();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_pieces_never_lessen_the_discount_of_one_promotion() => Prop.ForAll(Lines.ToArbitrary(), Offers.ToArbitrary(), (lines, offer) =>
    {
        PricedLine[] more = [lines[0] with { Quantity = lines[0].Quantity + 1 }, .. lines[1..]];
        return WithFees((more, [offer])).Discount >= WithFees((lines, [offer])).Discount;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_least_sum_more_pieces_never_cost_less() => Prop.ForAll(Lines.ToArbitrary(), Offers.Where(offer => offer.Promotion.MinGoods is null).ToArbitrary(), (lines, offer) =>
    {
        PricedLine[] more = [lines[0] with { Quantity = lines[0].Quantity + 1 }, .. lines[1..]];
        return Paid(more) >= Paid(lines);

        long Paid(PricedLine[] of) => of.Sum(line => line.Total.Amount) - WithFees((of, [offer])).GoodsDiscount.Amount;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_kind_takes_off_what_it_says()
    {
        PricedLine[] lines = [Line(1, 100_000, 4), Line(2, 33_333, 3, "thuc-pham", "51")];
        Assert.Equal(40_000 + 9_999, Price(lines, On(Terms())).Discount.Amount);
        Assert.Equal(30_000, Price(lines, On(Terms() with { Cap = new Money(30_000) })).Discount.Amount);
        Assert.Equal(20_000, Price(lines, On(Terms(PromotionAction.Amount))).Discount.Amount);
        Assert.Equal(7 * 20_000, Price(lines, On(Terms(PromotionAction.AmountEach))).Discount.Amount);
        Assert.Equal(100_000 + 33_333, Price(lines, On(Terms(PromotionAction.NForM))).Discount.Amount);
        Assert.Equal(40_000, Price(lines, On(Terms() with { GroupSlug = "do-uong" })).Discount.Amount);
        Assert.Equal(9_999, Price(lines, On(Terms() with { ProvinceCode = "51" })).Discount.Amount);
        Assert.Equal(9_999, Price(lines, On(Terms(), targets: new PromotionTarget(Guid.Empty, lines[1].ProductId, false))).Discount.Amount);
        Assert.Equal(40_000, Price(lines, On(Terms(), targets: new PromotionTarget(Guid.Empty, lines[0].ProducerId, true))).Discount.Amount);
        Assert.Equal(499_999, Price(lines, On(Terms(PromotionAction.Amount) with { Amount = new Money(9_000_000) })).Discount.Amount);
    }

    [Fact]
    public void One_after_the_other_works_on_what_is_left()
    {
        PricedLine[] lines = [Line(1, 100_000, 1)];
        Assert.Equal(20_000 + 8_000, Price(lines, On(Terms() with { Priority = 2 }), On(Terms(PromotionAction.Amount) with { Priority = 1 })).Discount.Amount);
        Assert.Equal(10_000 + 20_000, Price(lines, On(Terms() with { Priority = 1 }), On(Terms(PromotionAction.Amount) with { Priority = 2 })).Discount.Amount);
        Assert.Equal(20_000, Price(lines, On(Terms() with { Priority = 2, StackingGroup = "tet" }), On(Terms(PromotionAction.Amount) with { Priority = 1, StackingGroup = "tet" })).Discount.Amount);
    }

    [Fact]
    public void Free_delivery_waits_for_the_address_and_stops_at_its_cap()
    {
        var free = On(Terms(PromotionAction.FreeDelivery) with { Cap = new Money(25_000), MinGoods = new Money(300_000) });
        PricedLine[] lines = [Line(1, 100_000, 4), Line(2, 10_000, 1)];
        Assert.True(Assert.Single(Price(lines, free).Applied).IsPending);
        var price = Pricing.Of(lines, new Dictionary<Guid, Money> { [lines[0].ProducerId] = new(32_000), [lines[1].ProducerId] = new(22_000) }, [free], null, null, Today);
        Assert.Equal((25_000, 22_000, 0), (price.OfDelivery(lines[0].ProducerId).Amount, price.OfDelivery(lines[1].ProducerId).Amount, price.GoodsDiscount.Amount));
        Assert.Empty(Price([Line(1, 100_000, 1)], free).Applied);
    }

    [Theory]
    [InlineData("Ended", "hết hạn ngày 21/11/2026")]
    [InlineData("NotBegun", "từ ngày 23/11/2026")]
    [InlineData("SwitchedOff", "không dùng được")]
    [InlineData("UsedUp", "dùng hết")]
    [InlineData("PhoneUsedUp", "số điện thoại này")]
    [InlineData("NotFirstOrder", "đơn đầu tiên")]
    [InlineData("OtherGoods", "chỉ cho hàng Thái Nguyên")]
    [InlineData("TooLittle", "còn thiếu 200.000")]
    [InlineData("TooFew", "ít nhất 3")]
    [InlineData("Stacked", "không cộng")]
    public void A_code_that_takes_nothing_off_says_why(string reason, string words)
    {
        var terms = Terms() with { NeedsCode = true, Priority = 5 };
        var offer = reason switch
        {
            "Ended" => On(terms with { From = Today.AddDays(-9), Until = Today.AddDays(-1) }),
            "NotBegun" => On(terms with { From = Today.AddDays(1) }),
            "UsedUp" => On(terms with { MostUses = 2 }, uses: 2),
            "PhoneUsedUp" => On(terms with { MostUsesPerPhone = 1 }, usesOfPhone: 1),
            "NotFirstOrder" => On(terms with { IsFirstOrder = true }),
            "OtherGoods" => On(terms with { ProvinceCode = "51" }),
            "TooLittle" => On(terms with { MinGoods = new Money(300_000) }),
            "TooFew" => On(Terms(PromotionAction.NForM) with { NeedsCode = true }),
            "Stacked" => On(terms with { StackingGroup = "tet" }),
            _ => On(terms),
        };
        if (reason == "SwitchedOff") offer.Promotion.Switch(false, Now);
        Offer[] offers = reason == "Stacked" ? [offer, On(Terms() with { StackingGroup = "tet", Priority = 1 })] : [offer];
        var price = Pricing.Of([Line(1, 100_000, 1)], null, offers, new Coupon(offer.Promotion.Id, false), true, Today);
        Assert.Equal(reason, price.WhyNot?.Reason);
        Assert.Contains(words, price.WhyNot!.Message.Vi, StringComparison.Ordinal);
        Assert.NotEmpty(price.WhyNot.Message.En);
        Assert.DoesNotContain(price.Applied, it => it.PromotionId == offer.Promotion.Id);
    }

    [Fact]
    public void Nobody_gets_it_without_its_code()
    {
        var offer = On(Terms() with { NeedsCode = true });
        PricedLine[] lines = [Line(1, 100_000, 1)];
        Assert.Empty(Price(lines, offer).Applied);
        Assert.Equal("UsedUp", Pricing.Of(lines, null, [offer], new Coupon(offer.Promotion.Id, true), false, Today).WhyNot?.Reason);
        Assert.Equal(10_000, Pricing.Of(lines, null, [offer], new Coupon(offer.Promotion.Id, false), false, Today).Discount.Amount);
    }
}
