using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Rights;

/// <summary>How a use case refuses somebody who may read a thing but not do this to it. What one may not even read does not exist for one.</summary>
public static class NoRight
{
    public static readonly Refusal Here = new("NoRight", "", "Tài khoản của bạn không có quyền làm việc này ở đây.", "Your account has no right to do this here.");
}
