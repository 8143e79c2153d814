using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ocop.Market.Doubles.VnPay;

/// <summary>VNPay 2.1.0: pay page, notifications by GET, querydr and refund.</summary>
public sealed partial class VnPayDouble : HostedPageDouble
{
    public const string QueryNames = "RequestId|Version|Command|TmnCode|TxnRef|TransactionDate|CreateDate|IpAddr|OrderInfo";
    public const string RefundNames = "RequestId|Version|Command|TmnCode|TransactionType|TxnRef|Amount|TransactionNo|TransactionDate|CreateBy|CreateDate|IpAddr|OrderInfo";
    private const string RefundAnswerNames = "ResponseId|Command|ResponseCode|Message|TmnCode|TxnRef|Amount|BankCode|PayDate|TransactionNo|TransactionType|TransactionStatus|OrderInfo";
    private const string QueryAnswerNames = RefundAnswerNames + "|PromotionCode|PromotionAmount";

    private static readonly string[] PayNames =
        ["vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_Amount", "vnp_CurrCode", "vnp_CreateDate", "vnp_ExpireDate", "vnp_IpAddr", "vnp_Locale", "vnp_OrderInfo", "vnp_OrderType", "vnp_ReturnUrl", "vnp_TxnRef", "vnp_SecureHash"];

    private readonly Dictionary<string, Payment> _payments = [];
    private readonly Dictionary<string, string> _requests = [];
    private readonly string _secret;
    private long _numbers = 14_831_392;

    private VnPayDouble(string tmnCode, string secret, TimeProvider clock) : base(clock) => (TmnCode, _secret) = (tmnCode, secret);

    private sealed class Payment
    {
        public required IReadOnlyDictionary<string, string> Asked { get; init; }
        public required long Amount { get; init; }
        public string Number { get; set; } = "0";
        public string Response { get; set; } = "";
        public string Status { get; set; } = "01";
        public string PayDate { get; set; } = "";
        public List<Refund> Refunds { get; } = [];

        public string Reference => Asked["vnp_TxnRef"];
        public long Left => Amount - Refunds.Where(refund => refund.Status != "09").Sum(refund => refund.Amount);
    }

    private sealed class Refund
    {
        public required string Number { get; init; }
        public required string Type { get; init; }
        public required long Amount { get; init; }
        public required string Status { get; set; }
    }

    public string TmnCode { get; }

    public Uri PayPage => new(Address, "/paymentv2/vpcpay.html");

    public Uri Api => new(Address, "/merchant_webapi/api/transaction");

    /// <summary>As set in VNPay's portal: where notifications go.</summary>
    public Uri? Ipn { get; set; }

    /// <summary>What a new refund is at first: 05 in work, 06 sent to the bank, 00 done, 09 refused.</summary>
    public string NewRefundStatus { get; set; } = "05";

    /// <summary>The next call of the interface is answered with this code, and nothing is done.</summary>
    public string? NextResponseCode { get; set; }

    /// <summary>The next answer of the interface carries a hash made with another secret.</summary>
    public bool SignsNextAnswerWrongly { get; set; }

    public int Calls { get; private set; }

    public static async Task<VnPayDouble> StartAsync(string tmnCode = "OCOPTEST", string secret = "DOUBLESECRET0123456789ABCDEFGHIJ", TimeProvider? clock = null, int port = 0)
    {
        var made = new VnPayDouble(tmnCode, secret, clock ?? TimeProvider.System);
        await made.StartAsync(port);
        return made;
    }

    protected override void Map(WebApplication app)
    {
        app.MapGet("/paymentv2/vpcpay.html", Show);
        app.MapPost("/paymentv2/Transaction/Confirm.html", (Delegate)PressedAsync);
        app.MapPost("/merchant_webapi/api/transaction", (Delegate)CalledAsync);
    }

    /// <summary>Money came in, or did not, without a browser having pressed anything.</summary>
    public void Settle(string reference, string response, string status)
    {
        lock (Door) Settle(_payments[reference], response, status);
    }

    /// <summary>The bank has got further with the latest refund.</summary>
    public void MoveRefund(string reference, string status)
    {
        lock (Door) _payments[reference].Refunds[^1].Status = status;
    }

    /// <summary>In VND, not yet refunded.</summary>
    public long Left(string reference)
    {
        lock (Door) return _payments[reference].Left / 100;
    }

    /// <summary>The query of a notification, which is also that of the way back.</summary>
    /// <param name="changes">Put in before it is signed: a wrong amount, an earlier state.</param>
    public string Notice(string reference, params (string Name, string Value)[] changes)
    {
        Dictionary<string, string> fields;
        lock (Door) fields = Fields(_payments[reference]);
        foreach (var (name, value) in changes) fields[name] = value;
        return VnPayWire.Signed(fields, _secret);
    }

    /// <summary>Right in everything but the secret.</summary>
    public string Forged(string reference)
    {
        lock (Door) return VnPayWire.Signed(Fields(_payments[reference]), _secret + "?");
    }

    /// <summary>Calls the shop once.</summary>
    /// <returns>Its RspCode.</returns>
    public async Task<string> TellAsync(string query)
    {
        using var answer = await Http.GetAsync(new Uri($"{Ipn}?{query}"));
        var body = await answer.Content.ReadAsStringAsync();
        var code = ReadAnswer(body);
        if (answer.StatusCode != HttpStatusCode.OK || code is null) Faults.Enqueue($"IPN: answered {(int)answer.StatusCode} {body}");
        Answers.Enqueue(code ?? "");
        return code ?? "";
    }

    /// <summary>Calls as VNPay does: until it hears 00 or 02, eleven times at most. The five minutes between are not waited for.</summary>
    /// <returns>How often.</returns>
    public async Task<int> TellUntilHeardAsync(string query)
    {
        for (var times = 1; times <= 11; times++)
            if (await TellAsync(query) is "00" or "02") return times;
        return 11;
    }

    private static string? ReadAnswer(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("RspCode", out var code) && json.RootElement.TryGetProperty("Message", out _) && code.GetString() is "00" or "01" or "02" or "04" or "97" or "99" ? code.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IResult Show(HttpContext context)
    {
        if (IsDown) return Results.StatusCode(503);
        var asked = context.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        if (WrongWithPage(asked) is { } wrong)
        {
            Faults.Enqueue($"pay: {wrong}");
            return Trouble(400, wrong);
        }

        lock (Door)
        {
            if (!_payments.TryGetValue(asked["vnp_TxnRef"], out var payment)) _payments.Add(asked["vnp_TxnRef"], payment = new Payment { Asked = asked, Amount = Number(asked["vnp_Amount"]) });
            else if (VnPayWire.HashData(payment.Asked) != VnPayWire.HashData(asked))
            {
                Faults.Enqueue($"pay: vnp_TxnRef {payment.Reference} was used for something else");
                return Trouble(400, "Giao dịch đã tồn tại");
            }

            if (payment.Response != "") return Trouble(200, "Giao dịch đã kết thúc");
            if (Local > Date(asked["vnp_ExpireDate"])) return Trouble(200, "Giao dịch đã quá thời gian chờ thanh toán");
            return Page("VNPAY", "/paymentv2/Transaction/Confirm.html", payment.Reference, (payment.Amount / 100).ToString(CultureInfo.InvariantCulture), asked["vnp_OrderInfo"], "00", "24");
        }
    }

    private string? WrongWithPage(Dictionary<string, string> asked)
    {
        string Of(string name) => asked.GetValueOrDefault(name, "");
        if (PayNames.FirstOrDefault(name => Of(name) == "") is { } missing) return $"{missing} is missing";
        if (asked.Keys.FirstOrDefault(name => !PayNames.Contains(name) && name != "vnp_BankCode") is { } strange) return $"{strange} is not known";
        if (!string.Equals(VnPayWire.Hash(VnPayWire.HashData(asked), _secret), Of("vnp_SecureHash"), StringComparison.OrdinalIgnoreCase)) return "the signature is wrong";
        if (Of("vnp_Version") != "2.1.0" || Of("vnp_Command") != "pay" || Of("vnp_CurrCode") != "VND" || Of("vnp_TmnCode") != TmnCode) return "version, command, currency or terminal is wrong";
        if (!PlainNumber().IsMatch(Of("vnp_Amount")) || Number(Of("vnp_Amount")) is < 500_000 or >= 100_000_000_000) return $"vnp_Amount {Of("vnp_Amount")} is not taken";
        if (Date(Of("vnp_CreateDate")) is not { } created || Date(Of("vnp_ExpireDate")) is not { } expires) return "a date is not yyyyMMddHHmmss";
        if (created > Local.AddMinutes(5) || expires <= created) return "vnp_CreateDate lies ahead (GMT+7?), or vnp_ExpireDate before it";
        if (!IPAddress.TryParse(Of("vnp_IpAddr"), out var address) || address.IsIPv4MappedToIPv6) return $"vnp_IpAddr {Of("vnp_IpAddr")} is no address";
        if (Of("vnp_Locale") is not ("vn" or "en")) return "vnp_Locale is not vn or en";
        if (!PlainText().IsMatch(Of("vnp_OrderInfo"))) return "vnp_OrderInfo has marks or special characters, or is too long";
        if (!ReferenceText().IsMatch(Of("vnp_TxnRef"))) return "vnp_TxnRef is not letters and digits";
        if (Of("vnp_ReturnUrl").Length > 255 || !Uri.TryCreate(Of("vnp_ReturnUrl"), UriKind.Absolute, out _)) return "vnp_ReturnUrl is no address, or too long";
        return null;
    }

    private async Task<IResult> PressedAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        string query, back;
        lock (Door)
        {
            var payment = _payments[form["payment"].ToString()];
            if (payment.Response == "") Settle(payment, form["outcome"].ToString(), form["outcome"] == "00" ? "00" : "02");
            query = VnPayWire.Signed(Fields(payment), _secret);
            back = payment.Asked["vnp_ReturnUrl"];
        }

        if (TellsAtOnce && Ipn is not null) await TellAsync(query);
        return Results.Redirect(back + (back.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query);
    }

    private async Task<IResult> CalledAsync(HttpContext context)
    {
        if (IsDown) return Results.StatusCode(503);
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true) Faults.Enqueue("api: not application/json");
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = new Dictionary<string, string>();
        using (var json = JsonDocument.Parse(await reader.ReadToEndAsync()))
            foreach (var field in json.RootElement.EnumerateObject()) body[field.Name] = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText();
        Dictionary<string, string> answer;
        lock (Door) answer = Answer(body);
        return Lost(context) ?? Results.Text(JsonSerializer.Serialize(answer), "application/json", Encoding.UTF8);
    }

    private Dictionary<string, string> Answer(Dictionary<string, string> body)
    {
        Calls++;
        string Of(string name) => body.GetValueOrDefault("vnp_" + name, "");
        var isRefund = Of("Command") == "refund";
        if (VnPayWire.Hash(VnPayWire.Piped(body, isRefund ? RefundNames : QueryNames), _secret) != Of("SecureHash").ToLowerInvariant())
        {
            Faults.Enqueue($"{Of("Command")}: the signature is wrong");
            return Said(body, "97", "Invalid signature");
        }

        if (NextResponseCode is { } code)
        {
            NextResponseCode = null;
            return Said(body, code, "As told");
        }

        if (WrongWithCall(body, isRefund) is { } wrong)
        {
            Faults.Enqueue($"{Of("Command")}: {wrong}");
            return Said(body, "03", "Invalid format");
        }

        // Numbers of requests count for one day.
        var key = Local.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + Of("RequestId");
        var content = string.Join('|', Of("Command"), Of("TxnRef"), Of("Amount"), Of("TransactionNo"), Of("TransactionType"), Of("OrderInfo"));
        if (_requests.TryGetValue(key, out var before))
        {
            if (!isRefund || before != content) Faults.Enqueue($"{Of("Command")}: vnp_RequestId was used before");
            return Said(body, "94", "Duplicate request");
        }

        _requests[key] = content;
        if (!_payments.TryGetValue(Of("TxnRef"), out var payment) || payment.Asked["vnp_CreateDate"] != Of("TransactionDate")) return Said(body, "91", "Transaction not found");
        return isRefund ? GiveBack(body, payment) : Tell(body, payment);
    }

    private string? WrongWithCall(Dictionary<string, string> body, bool isRefund)
    {
        string Of(string name) => body.GetValueOrDefault("vnp_" + name, "");
        if (!RequestText().IsMatch(Of("RequestId"))) return "vnp_RequestId is not 1 to 32 letters and digits";
        if (Of("Version") != "2.1.0" || Of("Command") is not ("querydr" or "refund") || Of("TmnCode") != TmnCode) return "version, command or terminal is wrong";
        if (!ReferenceText().IsMatch(Of("TxnRef"))) return "vnp_TxnRef is not letters and digits";
        if (!PlainText().IsMatch(Of("OrderInfo"))) return "vnp_OrderInfo has marks or special characters, or is too long";
        if (Date(Of("TransactionDate")) is null || Date(Of("CreateDate")) is not { } now) return "a date is not yyyyMMddHHmmss";
        if (now < Local.AddMinutes(-15) || now > Local.AddMinutes(15)) return "vnp_CreateDate is not the time of GMT+7";
        if (!IPAddress.TryParse(Of("IpAddr"), out _)) return "vnp_IpAddr is no address";
        if (!isRefund) return null;
        if (Of("TransactionType") is not ("02" or "03") || !PlainNumber().IsMatch(Of("Amount")) || !PlainText().IsMatch(Of("CreateBy"))) return "type, amount or vnp_CreateBy is wrong";
        return Of("TransactionNo").All(char.IsAsciiDigit) ? null : "vnp_TransactionNo is no number";
    }

    private Dictionary<string, string> GiveBack(Dictionary<string, string> body, Payment payment)
    {
        var (type, amount) = (body["vnp_TransactionType"], Number(body["vnp_Amount"]));
        if (payment.Status != "00" || (body["vnp_TransactionNo"] != "0" && body["vnp_TransactionNo"] != payment.Number)) return Said(body, "95", "Original transaction is not successful");
        if (type == "02" && payment.Left != payment.Amount) return Said(body, "04", "No full refund after a partial one");
        if (amount > payment.Left || (type == "02" && amount != payment.Amount)) return Said(body, "93", "Invalid amount");
        var refund = new Refund { Number = NextNumber(), Type = type, Amount = amount, Status = NewRefundStatus };
        payment.Refunds.Add(refund);
        return About(body, payment, refund);
    }

    private Dictionary<string, string> Tell(Dictionary<string, string> body, Payment payment)
    {
        var number = body.GetValueOrDefault("vnp_TransactionNo", "");
        if (number == "") return About(body, payment, payment.Refunds.LastOrDefault());
        if (number == payment.Number) return About(body, payment, null);
        return payment.Refunds.Find(refund => refund.Number == number) is { } found ? About(body, payment, found) : Said(body, "91", "Transaction not found");
    }

    private Dictionary<string, string> About(Dictionary<string, string> body, Payment payment, Refund? refund) => Signed(body, new()
    {
        ["vnp_ResponseId"] = Guid.CreateVersion7().ToString("N"), ["vnp_Command"] = body["vnp_Command"], ["vnp_ResponseCode"] = "00", ["vnp_Message"] = "Success",
        ["vnp_TmnCode"] = TmnCode, ["vnp_TxnRef"] = payment.Reference, ["vnp_Amount"] = (refund?.Amount ?? payment.Amount).ToString(CultureInfo.InvariantCulture),
        ["vnp_OrderInfo"] = payment.Asked["vnp_OrderInfo"], ["vnp_BankCode"] = "NCB", ["vnp_PayDate"] = payment.PayDate, ["vnp_TransactionNo"] = refund?.Number ?? payment.Number,
        ["vnp_TransactionType"] = refund?.Type ?? "01", ["vnp_TransactionStatus"] = refund?.Status ?? payment.Status,
    });

    private Dictionary<string, string> Said(Dictionary<string, string> body, string code, string message) => Signed(body, new()
    {
        ["vnp_ResponseId"] = Guid.CreateVersion7().ToString("N"), ["vnp_Command"] = body.GetValueOrDefault("vnp_Command", ""), ["vnp_ResponseCode"] = code, ["vnp_Message"] = message,
        ["vnp_TmnCode"] = TmnCode, ["vnp_TxnRef"] = body.GetValueOrDefault("vnp_TxnRef", ""),
    });

    private Dictionary<string, string> Signed(Dictionary<string, string> body, Dictionary<string, string> answer)
    {
        var names = body.GetValueOrDefault("vnp_Command") == "refund" ? RefundAnswerNames : QueryAnswerNames;
        answer["vnp_SecureHash"] = VnPayWire.Hash(VnPayWire.Piped(answer, names), SignsNextAnswerWrongly ? _secret + "?" : _secret);
        SignsNextAnswerWrongly = false;
        return answer;
    }

    private void Settle(Payment payment, string response, string status)
    {
        (payment.Response, payment.Status) = (response, status);
        payment.PayDate = Local.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        if (status is not ("01" or "02")) payment.Number = NextNumber();
    }

    private Dictionary<string, string> Fields(Payment payment) => new()
    {
        ["vnp_TmnCode"] = TmnCode, ["vnp_Amount"] = payment.Amount.ToString(CultureInfo.InvariantCulture), ["vnp_BankCode"] = "NCB", ["vnp_BankTranNo"] = payment.Number == "0" ? "" : "VNP" + payment.Number,
        ["vnp_CardType"] = "ATM", ["vnp_PayDate"] = payment.PayDate, ["vnp_OrderInfo"] = payment.Asked["vnp_OrderInfo"], ["vnp_TransactionNo"] = payment.Number,
        ["vnp_ResponseCode"] = payment.Response, ["vnp_TransactionStatus"] = payment.Status, ["vnp_TxnRef"] = payment.Reference,
    };

    private string NextNumber() => (++_numbers).ToString(CultureInfo.InvariantCulture);

    private static DateTime? Date(string text) => DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[1-9][0-9]{0,11}$")]
    private static partial Regex PlainNumber();

    [GeneratedRegex("^[A-Za-z0-9 ]{1,255}$")]
    private static partial Regex PlainText();

    [GeneratedRegex("^[A-Za-z0-9-]{1,100}$")]
    private static partial Regex ReferenceText();

    [GeneratedRegex("^[A-Za-z0-9]{1,32}$")]
    private static partial Regex RequestText();
}
