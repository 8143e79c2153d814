using Microsoft.AspNetCore.Authorization;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Web.Security;

/// <summary>
/// On a page model, or as metadata of an endpoint: who may come in. <c>[Requires(Act.ReadUsers)]</c> lets in who has the act anywhere, <c>[Requires]</c> whoever
/// is signed in; several together are all needed. What the page shows of one thing is asked where the thing is known: <c>person.May(act, scope)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequiresAttribute : Attribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public RequiresAttribute() { }

    public RequiresAttribute(Act act) => Act = act;

    public Act? Act { get; }

    /// <summary>Open also to who must enrol a second factor first: the pages where that is done.</summary>
    public bool BeforeSecondFactor { get; init; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

internal sealed class RequiresHandler(CurrentPerson current) : AuthorizationHandler<RequiresAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiresAttribute requirement)
    {
        if (current.Person is { } person && (requirement.Act is not { } act || person.MayAnywhere(act)) && (requirement.BeforeSecondFactor || !current.MustEnrol))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
