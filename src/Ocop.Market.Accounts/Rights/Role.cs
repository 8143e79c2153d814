namespace Ocop.Market.Accounts.Rights;

/// <summary>What a grant makes of somebody on its scope.</summary>
public enum Role { Administrator, Officer, Auditor, ProducerOwner, ProducerHelper, Keeper, Buyer }
