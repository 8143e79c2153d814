using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Mail;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Jobs;

[Requires(Act.ReadJobs)]
public sealed class JobListModel(JobBoard board, MailQueue mails, ResendMails resend, CurrentPerson current, Words words) : DeskPageModel(current)
{
    /// <summary>Null where this process runs no schedule.</summary>
    public IReadOnlyList<JobCard>? Jobs { get; private set; }
    public MailStand Mails { get; private set; } = null!;
    public bool MayRun => Person.May(Act.RunJobs, Scope.Programme);

    public async Task OnGetAsync(CancellationToken cancel) => (Jobs, Mails) = (await board.ReadAsync(cancel), await mails.ReadAsync(cancel));

    public async Task<IActionResult> OnPostAsync(string? job, string? act, CancellationToken cancel)
    {
        if (act == "resend") return await ResendAsync(cancel);
        JobAct? wish = act switch { "run" => JobAct.Run, "pause" => JobAct.Pause, "resume" => JobAct.Resume, _ => null };
        if (wish is not { } step || string.IsNullOrEmpty(job)) return BadRequest();

        var outcome = await board.HandleAsync(Person, job, step, cancel);
        var name = words[JobNames.NameOf(job)];
        if (outcome.Succeeded)
            return Again(step switch
            {
                JobAct.Run => words[$"“{name}” bắt đầu chạy.", $"“{name}” starts."],
                JobAct.Pause => words[$"“{name}” tạm dừng.", $"“{name}” is paused."],
                JobAct.Resume => words[$"“{name}” chạy theo lịch trở lại.", $"“{name}” follows its schedule again."],
            });
        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }

    private async Task<IActionResult> ResendAsync(CancellationToken cancel)
    {
        if (!MayRun)
        {
            await OnGetAsync(cancel);
            return Refuse([NoRight.Here]);
        }

        var count = (await resend.HandleAsync(Person.Actor, cancel)).Value;
        return Again(words[$"{count} thư chờ gửi lại.", count == 1 ? "1 mail waits again." : $"{count} mails wait again."]);
    }
}
