using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ocop.Market.Doubles.MoMo;

/// <summary>MoMo's gateway, version 2: create, pay page, notifications by POST, query and refund.</summary>
public sealed partial class MoMoDouble : HostedPageDouble
{
    private readonly Dictionary<string, Payment> _payments = [];
    private readonly Dictionary<string, (string Content, Dictionary<string, object?> Answer)> _requests = [];
    private readonly string _accessKey;
    private readonly string _secretKey;
    private long _numbers = 4_088_878_652;

    private MoMoDouble(string partnerCode, string accessKey, string secretKey, TimeProvider clock) : base(clock) => (PartnerCode, _accessKey, _secretKey) = (partnerCode, accessKey, secretKey);

    private sealed class Payment
    {
        public required IReadOnlyDictionary<string, string> Asked { get; init; }
        public required DateTimeOffset Until { get; init; }
        public int Code { get; set; } = 1000;
        public long Number { get; set; }
        public long Told { get; set; }
        public List<Refund> Refunds { get; } = [];

        public string OrderId => Asked["orderId"];
        public long Amount => Number64(Asked["amount"]);
        public long Left => Amount - Refunds.Where(refund => refund.Code is 0 or 7002).Sum(refund => refund.Amount);
    }

    private sealed class Refund
    {
        public required string OrderId { get; init; }
        public required long Amount { get; init; }
        public required long Number { get; init; }
        public required int Code { get; set; }
    }

    public string PartnerCode { get; }

    /// <summary>What a new refund is at first: 0 done, 7002 being worked on.</summary>
    public int NewRefundCode { get; set; }

    /// <summary>The next call is answered with this code, and nothing is done.</summary>
    public int? NextCode { get; set; }

    /// <summary>As before version 2.1: the same requestId again is 40, whatever came of it.</summary>
    public bool RefusesTheSameAgain { get; set; }

    public int Calls { get; private set; }

    public static async Task<MoMoDouble> StartAsync(string partnerCode = "MOMODOUBLE", string accessKey = "DOUBLEACCESS", string secretKey = "DOUBLESECRETDOUBLESECRETDOUBLE01", TimeProvider? clock = null, int port = 0)
    {
        var made = new MoMoDouble(partnerCode, accessKey, secretKey, clock ?? TimeProvider.System);
        await made.StartAsync(port);
        return made;
    }

    protected override void Map(WebApplication app)
    {
        app.MapPost("/v2/gateway/api/create", (Delegate)(Task<IResult> (HttpContext context) => CalledAsync(context, MoMoWire.CreateNames, Create)));
        app.MapPost("/v2/gateway/api/query", (Delegate)(Task<IResult> (HttpContext context) => CalledAsync(context, MoMoWire.QueryNames, Query)));
        app.MapPost("/v2/gateway/api/refund", (Delegate)(Task<IResult> (HttpContext context) => CalledAsync(context, MoMoWire.RefundNames, GiveBack)));
        app.MapGet("/v2/gateway/pay", Show);
        app.MapPost("/v2/gateway/pay", (Delegate)PressedAsync);
    }

    /// <summary>Money came in, or did not, without a browser having pressed anything.</summary>
    public void Settle(string orderId, int code)
    {
        lock (Door) Settle(_payments[orderId], code);
    }

    public void MoveRefund(string refundOrderId, int code)
    {
        lock (Door) _payments.Values.SelectMany(payment => payment.Refunds).Single(refund => refund.OrderId == refundOrderId).Code = code;
    }

    /// <summary>In VND, not yet refunded.</summary>
    public long Left(string orderId)
    {
        lock (Door) return _payments[orderId].Left;
    }

    /// <summary>The body of a notification.</summary>
    /// <param name="changes">Put in before it is signed: a wrong amount, an earlier state. Numbers as numbers.</param>
    public string Notice(string orderId, params (string Name, object Value)[] changes)
    {
        Dictionary<string, object?> fields;
        lock (Door) fields = Fields(_payments[orderId]);
        foreach (var (name, value) in changes) fields[name] = value;
        return JsonSerializer.Serialize(Signed(fields, _secretKey));
    }

    /// <summary>Right in everything but the secret.</summary>
    public string Forged(string orderId)
    {
        lock (Door) return JsonSerializer.Serialize(Signed(Fields(_payments[orderId]), _secretKey + "?"));
    }

    /// <summary>The query with which the browser comes back.</summary>
    public string WayBack(string orderId)
    {
        lock (Door) return Joined(Signed(Fields(_payments[orderId]), _secretKey));
    }

    /// <summary>Calls the shop once, at the address that the payment was opened with.</summary>
    /// <returns>Its HTTP status. A success other than an empty 204 is a fault.</returns>
    public async Task<int> TellAsync(string orderId, string body)
    {
        string address;
        lock (Door) address = _payments[orderId].Asked["ipnUrl"];
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(new Uri(address), content);
        var said = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode && (answer.StatusCode != HttpStatusCode.NoContent || said != "")) Faults.Enqueue($"IPN: answered {(int)answer.StatusCode} {said}");
        Answers.Enqueue(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        return (int)answer.StatusCode;
    }

    private async Task<IResult> CalledAsync(HttpContext context, string names, Func<Dictionary<string, string>, Dictionary<string, object?>> act)
    {
        if (IsDown) return Results.StatusCode(503);
        if (context.Request.ContentType?.Replace(" ", "", StringComparison.Ordinal).Equals("application/json;charset=utf-8", StringComparison.OrdinalIgnoreCase) != true) Faults.Enqueue("call: not application/json; charset=UTF-8");
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = new Dictionary<string, string>();
        using var json = JsonDocument.Parse(await reader.ReadToEndAsync());
        foreach (var field in json.RootElement.EnumerateObject())
        {
            if ((field.Value.ValueKind == JsonValueKind.Number) != (field.Name is "amount" or "transId" or "orderExpireTime")) Faults.Enqueue($"call: {field.Name} is of the wrong kind");
            body[field.Name] = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText();
        }

        Dictionary<string, object?> answer;
        lock (Door) answer = Answer(body, names, act);
        return Lost(context) ?? Results.Text(JsonSerializer.Serialize(answer), "application/json", Encoding.UTF8, answer["resultCode"] is 13 or 20 ? 400 : 200);
    }

    private Dictionary<string, object?> Answer(Dictionary<string, string> body, string names, Func<Dictionary<string, string>, Dictionary<string, object?>> act)
    {
        Calls++;
        string Of(string name) => body.GetValueOrDefault(name, "");
        var raw = MoMoWire.Raw(names, new Dictionary<string, string>(body) { ["accessKey"] = _accessKey });
        var wrong = MoMoWire.Sign(raw, _secretKey) != Of("signature") ? "the signature is wrong"
            : Of("partnerCode") != PartnerCode ? "another partner"
            : Of("requestId").Length is 0 or > 50 ? "requestId is missing or too long"
            : !OrderText().IsMatch(Of("orderId")) || Of("orderId").Length > 200 ? "orderId has the wrong form"
            : Of("lang") is not ("vi" or "en") ? "lang is not vi or en"
            : null;
        if (wrong is not null)
        {
            Faults.Enqueue($"call: {wrong}");
            return Said(body, wrong.Contains("signature", StringComparison.Ordinal) ? 13 : 20);
        }

        if (NextCode is { } code)
        {
            NextCode = null;
            return Said(body, code);
        }

        if (_requests.TryGetValue(Of("requestId"), out var before))
        {
            if (before.Content != raw) Faults.Enqueue("call: requestId was used for something else");
            // Codes that are final are told again; the others are refused.
            return before.Content == raw && !RefusesTheSameAgain && before.Answer["resultCode"] is 0 or 99 or >= 1001 and < 7000 ? before.Answer : Said(body, 40);
        }

        var answer = act(body);
        _requests[Of("requestId")] = (raw, answer);
        return answer;
    }

    private Dictionary<string, object?> Create(Dictionary<string, string> body)
    {
        string Of(string name) => body.GetValueOrDefault(name, "");
        var wrong = Of("orderInfo").Length is 0 or > 255 ? "orderInfo is missing or too long"
            : !Uri.TryCreate(Of("redirectUrl"), UriKind.Absolute, out _) || !Uri.TryCreate(Of("ipnUrl"), UriKind.Absolute, out _) ? "redirectUrl or ipnUrl is no address"
            : Of("requestType") is not ("captureWallet" or "payWithATM" or "payWithCC" or "payWithMethod") ? "requestType is not known"
            : !body.ContainsKey("extraData") || (Of("extraData") != "" && !Convert.TryFromBase64String(Of("extraData"), new byte[2000], out _)) ? "extraData is missing or no base64"
            : !PlainNumber().IsMatch(Of("amount")) ? "amount is no plain number"
            : body.ContainsKey("orderExpireTime") && !PlainNumber().IsMatch(Of("orderExpireTime")) ? "orderExpireTime is no number of minutes"
            : null;
        if (wrong is null && Number64(Of("amount")) is < 1_000 or > 50_000_000)
        {
            Faults.Enqueue($"create: amount {Of("amount")} is out of range");
            return Said(body, 22);
        }

        if (wrong is not null)
        {
            Faults.Enqueue($"create: {wrong}");
            return Said(body, 20);
        }

        if (_payments.ContainsKey(Of("orderId"))) return Said(body, 41);
        var minutes = body.ContainsKey("orderExpireTime") ? Number64(Of("orderExpireTime")) : 100;
        _payments.Add(Of("orderId"), new Payment { Asked = body, Until = Moment.AddMinutes(minutes) });
        var answer = Said(body, 0);
        answer["amount"] = Number64(Of("amount"));
        answer["payUrl"] = new Uri(Address, "/v2/gateway/pay?t=" + Uri.EscapeDataString(Of("orderId"))).AbsoluteUri;
        answer["deeplink"] = "momo://app?action=payWithApp&sid=" + Of("orderId");
        answer["qrCodeUrl"] = "momo://app?action=payWithApp&isScanQR=true&sid=" + Of("orderId");
        return answer;
    }

    private Dictionary<string, object?> Query(Dictionary<string, string> body)
    {
        if (!_payments.TryGetValue(body["orderId"], out var payment)) return Said(body, 42);
        if (payment.Code == 1000 && Moment > payment.Until) payment.Code = 1005;
        var answer = Said(body, payment.Code);
        answer["extraData"] = payment.Asked["extraData"];
        answer["amount"] = payment.Amount;
        answer["transId"] = payment.Number;
        answer["payType"] = payment.Code == 0 ? "qr" : "";
        answer["refundTrans"] = payment.Refunds.Select(refund => new Dictionary<string, object?> { ["orderId"] = refund.OrderId, ["amount"] = refund.Amount, ["resultCode"] = refund.Code, ["transId"] = refund.Number, ["createdTime"] = Moment.ToUnixTimeMilliseconds() }).ToList();
        return answer;
    }

    private Dictionary<string, object?> GiveBack(Dictionary<string, string> body)
    {
        if (!PlainNumber().IsMatch(body["amount"]) || !PlainNumber().IsMatch(body["transId"]) || Number64(body["amount"]) is < 1_000 or > 50_000_000)
        {
            Faults.Enqueue($"refund: amount {body["amount"]} of {body["transId"]}");
            return Said(body, 22);
        }

        if (_payments.ContainsKey(body["orderId"]) || _payments.Values.Any(one => one.Refunds.Exists(refund => refund.OrderId == body["orderId"]))) return Said(body, 41);
        var payment = _payments.Values.SingleOrDefault(one => one.Number == Number64(body["transId"]));
        if (payment is null) return Said(body, 42);
        if (payment.Code != 0) return Said(body, 1088);
        if (Number64(body["amount"]) > payment.Left) return Said(body, 1081);
        var made = new Refund { OrderId = body["orderId"], Amount = Number64(body["amount"]), Number = ++_numbers, Code = NewRefundCode };
        payment.Refunds.Add(made);
        var answer = Said(body, made.Code);
        (answer["amount"], answer["transId"]) = (made.Amount, made.Number);
        return answer;
    }

    private IResult Show(HttpContext context)
    {
        if (IsDown) return Results.StatusCode(503);
        lock (Door)
        {
            if (!_payments.TryGetValue(context.Request.Query["t"].ToString(), out var payment)) return Trouble(404, "Không có giao dịch này");
            if (payment.Code != 1000) return Trouble(200, "Giao dịch đã kết thúc");
            if (Moment > payment.Until) return Trouble(200, "Liên kết đã hết hạn");
            return Page("MoMo", "/v2/gateway/pay", payment.OrderId, payment.Asked["amount"], payment.Asked["orderInfo"], "0", "1006");
        }
    }

    private async Task<IResult> PressedAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        string orderId = form["payment"].ToString(), body, query, back;
        lock (Door)
        {
            var payment = _payments[orderId];
            if (payment.Code == 1000) Settle(payment, int.Parse(form["outcome"].ToString(), CultureInfo.InvariantCulture));
            var fields = Signed(Fields(payment), _secretKey);
            (body, query, back) = (JsonSerializer.Serialize(fields), Joined(fields), payment.Asked["redirectUrl"]);
        }

        if (TellsAtOnce) await TellAsync(orderId, body);
        return Results.Redirect(back + (back.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query);
    }

    private void Settle(Payment payment, int code)
    {
        payment.Code = code;
        payment.Told = Moment.ToUnixTimeMilliseconds();
        payment.Number = ++_numbers;
    }

    private Dictionary<string, object?> Said(Dictionary<string, string> body, int code) => new()
    {
        ["partnerCode"] = PartnerCode, ["requestId"] = body.GetValueOrDefault("requestId", ""), ["orderId"] = body.GetValueOrDefault("orderId", ""),
        ["responseTime"] = Moment.ToUnixTimeMilliseconds(), ["message"] = code == 0 ? "Thành công." : $"Mã {code}.", ["resultCode"] = code,
    };

    private Dictionary<string, object?> Fields(Payment payment) => new()
    {
        ["partnerCode"] = PartnerCode, ["orderId"] = payment.OrderId, ["requestId"] = payment.Asked["requestId"], ["amount"] = payment.Amount, ["orderInfo"] = payment.Asked["orderInfo"],
        ["orderType"] = "momo_wallet", ["transId"] = payment.Number, ["resultCode"] = payment.Code, ["message"] = payment.Code == 0 ? "Thành công." : "Giao dịch bị từ chối bởi người dùng.",
        ["payType"] = payment.Code == 0 ? "qr" : "", ["responseTime"] = payment.Told, ["extraData"] = payment.Asked["extraData"],
    };

    private Dictionary<string, object?> Signed(Dictionary<string, object?> fields, string secretKey)
    {
        var values = fields.ToDictionary(field => field.Key, field => Convert.ToString(field.Value, CultureInfo.InvariantCulture) ?? "");
        values["accessKey"] = _accessKey;
        fields["signature"] = MoMoWire.Sign(MoMoWire.Raw(MoMoWire.NoticeNames, values), secretKey);
        return fields;
    }

    private static string Joined(Dictionary<string, object?> fields) =>
        string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(Convert.ToString(field.Value, CultureInfo.InvariantCulture) ?? "")}"));

    private static long Number64(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[1-9][0-9]{0,14}$")]
    private static partial Regex PlainNumber();

    [GeneratedRegex("^[0-9a-zA-Z]([-_.]*[0-9a-zA-Z]+)*$")]
    private static partial Regex OrderText();
}
