using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.PersonalData;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class BuyerMapping : IEntityTypeConfiguration<Buyer>
{
    public void Configure(EntityTypeBuilder<Buyer> entity)
    {
        entity.ToTable("Buyers");
        entity.Property(buyer => buyer.Id).ValueGeneratedNever();
        entity.Ignore(buyer => buyer.Subject);
        entity.Ignore(buyer => buyer.DefaultAddress);
        entity.HasIndex(buyer => buyer.Mailbox).IsUnique();
        entity.HasMany(buyer => buyer.Addresses).WithOne().HasForeignKey(address => address.BuyerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BuyerAddressMapping : IEntityTypeConfiguration<BuyerAddress>
{
    public void Configure(EntityTypeBuilder<BuyerAddress> entity)
    {
        entity.ToTable("BuyerAddresses");
        entity.Property(address => address.Id).ValueGeneratedNever();
        entity.ComplexProperty(address => address.Address);
    }
}

internal sealed class BuyerCodeMapping : IEntityTypeConfiguration<BuyerCode>
{
    public void Configure(EntityTypeBuilder<BuyerCode> entity)
    {
        entity.ToTable("BuyerCodes");
        entity.Property(code => code.Id).ValueGeneratedNever();
        entity.HasIndex(code => new { code.Mailbox, code.At });
        entity.HasIndex(code => code.At);
    }
}

internal sealed class PersonalDataRequestMapping : IEntityTypeConfiguration<PersonalDataRequest>
{
    public void Configure(EntityTypeBuilder<PersonalDataRequest> entity)
    {
        entity.ToTable("PersonalDataRequests");
        entity.Property(request => request.Id).ValueGeneratedNever();
        entity.Ignore(request => request.Subject);
        entity.HasIndex(request => new { request.State, request.DueAt });
        entity.HasIndex(request => request.BuyerId);
        entity.HasIndex(request => request.GroupId);
    }
}
