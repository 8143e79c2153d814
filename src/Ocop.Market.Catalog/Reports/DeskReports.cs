using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

/// <summary>The tables that a commune gives to its province and the province to the programme, counted over what lies within a person's scopes.</summary>
public sealed class DeskReports(ICatalogDb db, PlaceDirectory places, CatalogNames names, TimeProvider clock)
{
    public Task<Report> AskAsync(Person person, ReportQuestion question, CancellationToken cancel)
    {
        var (scopes, today, lines, goods) = (person.ScopesFor(Act.ReadReports), clock.Today(), new ReportLines(places, names), new GoodsOnADay(db));
        var isOneProvince = question.ProvinceCode is not null || (scopes.All(scope => scope.ProvinceCode is not null) && scopes.Select(scope => scope.ProvinceCode).Distinct().Count() == 1);
        var producers = db.Producers.Within(scopes);
        if (question.ProvinceCode is { } province) producers = producers.Where(producer => producer.Place.ProvinceCode == province);
        return question.Subject switch
        {
            ReportSubject.Products => new ProductReport(goods, lines).AskAsync(producers, question, isOneProvince, today, cancel),
            ReportSubject.Producers => new ProducerReport(goods, lines).AskAsync(producers, question, isOneProvince, today, cancel),
            ReportSubject.SalesPoints => new SalesPointReport(db, places, lines).AskAsync(scopes, question with { Day = today }, isOneProvince, cancel),
            ReportSubject.Fairs => new FairReport(db, lines).AskAsync(scopes, question, isOneProvince, today, cancel),
        };
    }
}
