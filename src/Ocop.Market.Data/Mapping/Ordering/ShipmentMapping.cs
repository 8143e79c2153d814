using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Ordering.Shipping;

namespace Ocop.Market.Data.Mapping.Ordering;

internal sealed class ShipmentMapping : IEntityTypeConfiguration<Shipment>
{
    public void Configure(EntityTypeBuilder<Shipment> entity)
    {
        entity.ToTable("Shipments");
        entity.Property(shipment => shipment.Id).ValueGeneratedNever();
        entity.HasIndex(shipment => shipment.Reference).IsUnique();
        entity.HasIndex(shipment => new { shipment.Carrier, shipment.Code });
        entity.HasMany(shipment => shipment.Events).WithOne().HasForeignKey(told => told.ShipmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ShipmentEventMapping : IEntityTypeConfiguration<ShipmentEvent>
{
    public void Configure(EntityTypeBuilder<ShipmentEvent> entity) => entity.ToTable("ShipmentEvents").HasKey(told => new { told.ShipmentId, told.Key });
}
