using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Ocop.Market.Web.Mail;

namespace Ocop.Market.Web.Checks;

/// <summary>Goes as far as a mail would, up to the sign-in, and leaves. By hand, because SmtpClient does nothing without a letter.</summary>
internal static class SmtpKnock
{
    /// <summary>What stands in the way; null where the server lets us in.</summary>
    public static async Task<string?> ComplaintAsync(SmtpOptions smtp, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(smtp.TimeoutSeconds));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(smtp.Host!, smtp.Port, patience.Token);
            await using var line = client.GetStream();
            return smtp.Security == SmtpSecurity.None ? await GreetAndEnterAsync(line, smtp, patience.Token) : await SecureAsync(line, smtp, patience.Token);
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            return failure.Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return FormattableString.Invariant($"không trả lời trong / no answer within {smtp.TimeoutSeconds} s");
        }
    }

    private static async Task<string?> GreetAndEnterAsync(Stream line, SmtpOptions smtp, CancellationToken cancel)
    {
        var talk = new Talk(line, cancel);
        return await talk.HearAsync("220") ?? await EnterAsync(talk, smtp);
    }

    private static async Task<string?> SecureAsync(Stream line, SmtpOptions smtp, CancellationToken cancel)
    {
        var open = new Talk(line, cancel);
        if ((await open.HearAsync("220") ?? await open.SayAsync("EHLO localhost", "250") ?? await open.SayAsync("STARTTLS", "220")) is { } complaint) return complaint;
        await using var sealedLine = new SslStream(line);
        await sealedLine.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = smtp.Host }, cancel);
        return await EnterAsync(new Talk(sealedLine, cancel), smtp);
    }

    private static async Task<string?> EnterAsync(Talk talk, SmtpOptions smtp)
    {
        var complaint = await talk.SayAsync("EHLO localhost", "250");
        if (smtp.User is { Length: > 0 } user)
            complaint ??= await talk.SayAsync("AUTH LOGIN", "334") ?? await talk.SayAsync(Base64(user), "334") ?? await talk.SayAsync(Base64(smtp.Password ?? ""), "235");
        if (complaint is null) await talk.SayAsync("QUIT", "221");
        return complaint;
    }

    private static string Base64(string word) => Convert.ToBase64String(Encoding.UTF8.GetBytes(word));

    private sealed class Talk(Stream line, CancellationToken cancel)
    {
        private readonly StreamReader _reader = new(line, Encoding.UTF8, leaveOpen: true);

        public async Task<string?> SayAsync(string words, string expected)
        {
            await line.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), cancel);
            return await HearAsync(expected);
        }

        /// <summary>Null for the expected answer, else the server's words.</summary>
        public async Task<string?> HearAsync(string expected)
        {
            while (await _reader.ReadLineAsync(cancel) is { } answer)
                if (answer is not [_, _, _, '-', ..]) return answer.StartsWith(expected, StringComparison.Ordinal) ? null : answer;
            return "đứt giữa chừng / hung up";
        }
    }
}
