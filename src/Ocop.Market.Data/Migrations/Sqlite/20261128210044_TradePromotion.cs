using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TradePromotion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "capacity_a_month",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "shelf_life_days",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "wholesale_minimum",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "wholesale_step",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wholesale_unit",
                table: "products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "about",
                table: "producers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "banner_id",
                table: "producers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "only",
                table: "media_uploads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "media_items",
                type: "TEXT",
                nullable: false,
                defaultValue: "Photo");

            migrationBuilder.AddColumn<DateTime>(
                name: "corrected_at",
                table: "documents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "live_words",
                table: "documents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "product_id",
                table: "certifications",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<Guid>(
                name: "file_id",
                table: "certifications",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_file_public",
                table: "certifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "producer_id",
                table: "certifications",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "certifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "fact_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    media_item_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    proposed_by = table.Column<string>(type: "TEXT", nullable: false),
                    proposed_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fact_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fairs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    title_vi = table.Column<string>(type: "TEXT", nullable: false),
                    title_en = table.Column<string>(type: "TEXT", nullable: false),
                    folded_title = table.Column<string>(type: "TEXT", nullable: false),
                    about_vi = table.Column<string>(type: "TEXT", nullable: false),
                    about_en = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    apply_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    plan_media_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    opens = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    closes = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    visits = table.Column<int>(type: "INTEGER", nullable: true),
                    contracts = table.Column<int>(type: "INTEGER", nullable: true),
                    revenue = table.Column<long>(type: "INTEGER", nullable: true),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    told_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    commune = table.Column<string>(type: "TEXT", nullable: true),
                    commune_code = table.Column<string>(type: "TEXT", nullable: true),
                    district = table.Column<string>(type: "TEXT", nullable: true),
                    legacy_province_code = table.Column<string>(type: "TEXT", nullable: true),
                    province = table.Column<string>(type: "TEXT", nullable: true),
                    province_code = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fairs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fake_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    where = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    forgotten_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fake_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_fake_reports_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "floors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    columns_text = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folded_name = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: false),
                    area = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "needs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    folded_what = table.Column<string>(type: "TEXT", nullable: false),
                    group_slug = table.Column<string>(type: "TEXT", nullable: true),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    rhythm = table.Column<string>(type: "TEXT", nullable: false),
                    price_wish = table.Column<long>(type: "INTEGER", nullable: true),
                    months = table.Column<int>(type: "INTEGER", nullable: false),
                    province_code = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    buyer = table.Column<string>(type: "TEXT", nullable: false),
                    company = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    code_hash = table.Column<string>(type: "TEXT", nullable: true),
                    code_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    code_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    codes_sent = table.Column<int>(type: "INTEGER", nullable: false),
                    checked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    deal_value = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome_note = table.Column<string>(type: "TEXT", nullable: true),
                    meeting_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    forgotten_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_needs", x => x.id);
                    table.ForeignKey(
                        name: "fk_needs_product_groups_group_slug",
                        column: x => x.group_slug,
                        principalTable: "product_groups",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "paper_reminders",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    paper_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_reminders", x => x.id);
                    table.ForeignKey(
                        name: "fk_paper_reminders_certifications_paper_id",
                        column: x => x.paper_id,
                        principalTable: "certifications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sales_points",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    latitude = table.Column<double>(type: "REAL", nullable: true),
                    longitude = table.Column<double>(type: "REAL", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    hours_stored = table.Column<string>(type: "TEXT", nullable: false),
                    holiday_note = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    closed_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_from = table.Column<int>(type: "INTEGER", nullable: true),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    commune = table.Column<string>(type: "TEXT", nullable: true),
                    commune_code = table.Column<string>(type: "TEXT", nullable: true),
                    district = table.Column<string>(type: "TEXT", nullable: true),
                    legacy_province_code = table.Column<string>(type: "TEXT", nullable: true),
                    province = table.Column<string>(type: "TEXT", nullable: true),
                    province_code = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_points", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "booths",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    size_m2 = table.Column<int>(type: "INTEGER", nullable: false),
                    fee = table.Column<long>(type: "INTEGER", nullable: false),
                    x = table.Column<int>(type: "INTEGER", nullable: false),
                    y = table.Column<int>(type: "INTEGER", nullable: false),
                    group_slug = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booths", x => x.id);
                    table.ForeignKey(
                        name: "fk_booths_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_booths_product_groups_group_slug",
                        column: x => x.group_slug,
                        principalTable: "product_groups",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "fair_days",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    opens = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    closes = table.Column<TimeOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_days", x => x.id);
                    table.ForeignKey(
                        name: "fk_fair_days_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "fair_programme",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    what_vi = table.Column<string>(type: "TEXT", nullable: false),
                    what_en = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_programme", x => x.id);
                    table.ForeignKey(
                        name: "fk_fair_programme_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_day_changes",
                columns: table => new
                {
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    moved_to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_day_changes", x => new { x.fair_id, x.day });
                    table.ForeignKey(
                        name: "fk_market_day_changes_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "floor_listings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    floor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    row_hash = table.Column<string>(type: "TEXT", nullable: true),
                    exported_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    handed_over_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    outside_link = table.Column<string>(type: "TEXT", nullable: true),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floor_listings", x => x.id);
                    table.ForeignKey(
                        name: "fk_floor_listings_floors_floor_id",
                        column: x => x.floor_id,
                        principalTable: "floors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_floor_listings_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "floor_packages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    floor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    only_changed = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    products = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    pictures = table.Column<int>(type: "INTEGER", nullable: false),
                    files_text = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    files_deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    handed_over_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    handed_over_by = table.Column<string>(type: "TEXT", nullable: true),
                    handed_over_to = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floor_packages", x => x.id);
                    table.ForeignKey(
                        name: "fk_floor_packages_floors_floor_id",
                        column: x => x.floor_id,
                        principalTable: "floors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mark_uses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mark_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    producer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mark_uses", x => x.id);
                    table.ForeignKey(
                        name: "fk_mark_uses_marks_mark_id",
                        column: x => x.mark_id,
                        principalTable: "marks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_mark_uses_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_mark_uses_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "need_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    need_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    producer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    volume_a_month = table.Column<int>(type: "INTEGER", nullable: false),
                    months = table.Column<int>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    times = table.Column<int>(type: "INTEGER", nullable: false),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_need_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_need_answers_needs_need_id",
                        column: x => x.need_id,
                        principalTable: "needs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_need_answers_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "need_matches",
                columns: table => new
                {
                    need_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    producer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    told_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_need_matches", x => new { x.need_id, x.producer_id });
                    table.ForeignKey(
                        name: "fk_need_matches_needs_need_id",
                        column: x => x.need_id,
                        principalTable: "needs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_need_matches_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sales_point_checks",
                columns: table => new
                {
                    sales_point_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    criterion = table.Column<string>(type: "TEXT", nullable: false),
                    is_met = table.Column<bool>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    checked_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_point_checks", x => new { x.sales_point_id, x.criterion });
                    table.ForeignKey(
                        name: "fk_sales_point_checks_sales_points_sales_point_id",
                        column: x => x.sales_point_id,
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sales_point_goods",
                columns: table => new
                {
                    sales_point_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_there = table.Column<bool>(type: "INTEGER", nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    told_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_point_goods", x => new { x.sales_point_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_sales_point_goods_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sales_point_goods_sales_points_sales_point_id",
                        column: x => x.sales_point_id,
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sales_point_photos",
                columns: table => new
                {
                    sales_point_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    media_item_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_point_photos", x => new { x.sales_point_id, x.media_item_id });
                    table.ForeignKey(
                        name: "fk_sales_point_photos_media_items_media_item_id",
                        column: x => x.media_item_id,
                        principalTable: "media_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sales_point_photos_sales_points_sales_point_id",
                        column: x => x.sales_point_id,
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "booth_applications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    producer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    wanted_m2 = table.Column<int>(type: "INTEGER", nullable: true),
                    group_slug = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    booth_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    waiting_since = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decisions = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booth_applications", x => x.id);
                    table.ForeignKey(
                        name: "fk_booth_applications_booths_booth_id",
                        column: x => x.booth_id,
                        principalTable: "booths",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_booth_applications_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_booth_applications_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_booth_applications_product_groups_group_slug",
                        column: x => x.group_slug,
                        principalTable: "product_groups",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "floor_package_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    package_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: true),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    decision_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floor_package_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_floor_package_items_floor_packages_package_id",
                        column: x => x.package_id,
                        principalTable: "floor_packages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_floor_package_items_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "answered_products",
                columns: table => new
                {
                    answer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_answered_products", x => new { x.answer_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_answered_products_need_answers_answer_id",
                        column: x => x.answer_id,
                        principalTable: "need_answers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_answered_products_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "brought_products",
                columns: table => new
                {
                    application_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_brought_products", x => new { x.application_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_brought_products_booth_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "booth_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_brought_products_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_certifications_file_id",
                table: "certifications",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_certifications_producer_id",
                table: "certifications",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_certifications_valid_until",
                table: "certifications",
                column: "valid_until");

            migrationBuilder.CreateIndex(
                name: "ix_answered_products_product_id",
                table: "answered_products",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_booth_applications_booth_id",
                table: "booth_applications",
                column: "booth_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_booth_applications_fair_id_producer_id",
                table: "booth_applications",
                columns: new[] { "fair_id", "producer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_booth_applications_group_slug",
                table: "booth_applications",
                column: "group_slug");

            migrationBuilder.CreateIndex(
                name: "ix_booth_applications_producer_id",
                table: "booth_applications",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_booths_fair_id_number",
                table: "booths",
                columns: new[] { "fair_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_booths_group_slug",
                table: "booths",
                column: "group_slug");

            migrationBuilder.CreateIndex(
                name: "ix_brought_products_product_id",
                table: "brought_products",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_fact_proposals_state_proposed_at",
                table: "fact_proposals",
                columns: new[] { "state", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_fact_proposals_subject_id_proposed_at",
                table: "fact_proposals",
                columns: new[] { "subject_id", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_fact_proposals_subject_kind_subject_id",
                table: "fact_proposals",
                columns: new[] { "subject_kind", "subject_id" },
                unique: true,
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_fair_days_fair_id_day",
                table: "fair_days",
                columns: new[] { "fair_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_fair_programme_fair_id",
                table: "fair_programme",
                column: "fair_id");

            migrationBuilder.CreateIndex(
                name: "ix_fairs_last_day",
                table: "fairs",
                column: "last_day");

            migrationBuilder.CreateIndex(
                name: "ix_fairs_plan_media_id",
                table: "fairs",
                column: "plan_media_id");

            migrationBuilder.CreateIndex(
                name: "ix_fairs_slug",
                table: "fairs",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fake_reports_closed_at",
                table: "fake_reports",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ix_fake_reports_product_id",
                table: "fake_reports",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_fake_reports_state_created_at",
                table: "fake_reports",
                columns: new[] { "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_floor_listings_floor_id_product_id",
                table: "floor_listings",
                columns: new[] { "floor_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_floor_listings_floor_id_state",
                table: "floor_listings",
                columns: new[] { "floor_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_floor_listings_product_id",
                table: "floor_listings",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_floor_package_items_package_id_product_id",
                table: "floor_package_items",
                columns: new[] { "package_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_floor_package_items_product_id",
                table: "floor_package_items",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_floor_packages_floor_id_number",
                table: "floor_packages",
                columns: new[] { "floor_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_floor_packages_state",
                table: "floor_packages",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_floors_name",
                table: "floors",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mark_uses_mark_id",
                table: "mark_uses",
                column: "mark_id");

            migrationBuilder.CreateIndex(
                name: "ix_mark_uses_producer_id",
                table: "mark_uses",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_mark_uses_product_id",
                table: "mark_uses",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_marks_kind_number",
                table: "marks",
                columns: new[] { "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_need_answers_need_id_producer_id",
                table: "need_answers",
                columns: new[] { "need_id", "producer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_need_answers_producer_id",
                table: "need_answers",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_need_matches_producer_id",
                table: "need_matches",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_needs_created_at",
                table: "needs",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_needs_group_slug",
                table: "needs",
                column: "group_slug");

            migrationBuilder.CreateIndex(
                name: "ix_needs_number",
                table: "needs",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_needs_state_last_day",
                table: "needs",
                columns: new[] { "state", "last_day" });

            migrationBuilder.CreateIndex(
                name: "ix_paper_reminders_paper_id_until_days",
                table: "paper_reminders",
                columns: new[] { "paper_id", "until", "days" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sales_point_goods_product_id",
                table: "sales_point_goods",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_point_photos_media_item_id",
                table: "sales_point_photos",
                column: "media_item_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_points_scope_path",
                table: "sales_points",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_sales_points_slug",
                table: "sales_points",
                column: "slug",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_certifications_producers_producer_id",
                table: "certifications",
                column: "producer_id",
                principalTable: "producers",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_certifications_producers_producer_id",
                table: "certifications");

            migrationBuilder.DropTable(
                name: "answered_products");

            migrationBuilder.DropTable(
                name: "brought_products");

            migrationBuilder.DropTable(
                name: "fact_proposals");

            migrationBuilder.DropTable(
                name: "fair_days");

            migrationBuilder.DropTable(
                name: "fair_programme");

            migrationBuilder.DropTable(
                name: "fake_reports");

            migrationBuilder.DropTable(
                name: "floor_listings");

            migrationBuilder.DropTable(
                name: "floor_package_items");

            migrationBuilder.DropTable(
                name: "mark_uses");

            migrationBuilder.DropTable(
                name: "market_day_changes");

            migrationBuilder.DropTable(
                name: "need_matches");

            migrationBuilder.DropTable(
                name: "paper_reminders");

            migrationBuilder.DropTable(
                name: "sales_point_checks");

            migrationBuilder.DropTable(
                name: "sales_point_goods");

            migrationBuilder.DropTable(
                name: "sales_point_photos");

            migrationBuilder.DropTable(
                name: "need_answers");

            migrationBuilder.DropTable(
                name: "booth_applications");

            migrationBuilder.DropTable(
                name: "floor_packages");

            migrationBuilder.DropTable(
                name: "marks");

            migrationBuilder.DropTable(
                name: "sales_points");

            migrationBuilder.DropTable(
                name: "needs");

            migrationBuilder.DropTable(
                name: "booths");

            migrationBuilder.DropTable(
                name: "floors");

            migrationBuilder.DropTable(
                name: "fairs");

            migrationBuilder.DropIndex(
                name: "ix_certifications_file_id",
                table: "certifications");

            migrationBuilder.DropIndex(
                name: "ix_certifications_producer_id",
                table: "certifications");

            migrationBuilder.DropIndex(
                name: "ix_certifications_valid_until",
                table: "certifications");

            migrationBuilder.DropColumn(
                name: "capacity_a_month",
                table: "products");

            migrationBuilder.DropColumn(
                name: "shelf_life_days",
                table: "products");

            migrationBuilder.DropColumn(
                name: "wholesale_minimum",
                table: "products");

            migrationBuilder.DropColumn(
                name: "wholesale_step",
                table: "products");

            migrationBuilder.DropColumn(
                name: "wholesale_unit",
                table: "products");

            migrationBuilder.DropColumn(
                name: "about",
                table: "producers");

            migrationBuilder.DropColumn(
                name: "banner_id",
                table: "producers");

            migrationBuilder.DropColumn(
                name: "only",
                table: "media_uploads");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "media_items");

            migrationBuilder.DropColumn(
                name: "corrected_at",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "live_words",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "file_id",
                table: "certifications");

            migrationBuilder.DropColumn(
                name: "is_file_public",
                table: "certifications");

            migrationBuilder.DropColumn(
                name: "producer_id",
                table: "certifications");

            migrationBuilder.DropColumn(
                name: "version",
                table: "certifications");

            migrationBuilder.AlterColumn<Guid>(
                name: "product_id",
                table: "certifications",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
