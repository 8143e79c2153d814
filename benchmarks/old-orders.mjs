// Orders of the past fourteen months, which nobody placed: put by SQL into a market that is stopped, with all that the program would have written of their
// money. The same number gives the same order.
import { dialects } from './dialects.mjs'

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const months = 14
const minutesBack = months * 30 * 1440

/** In minutes. A producer has to answer within 48 hours: what is younger than these still waits, and does for as long as a run takes. */
const young = 45 * 60, recent = 10 * 1440

/** The orders with the numbers `from` to `to`, one parcel each; two of five share one buyer's group. `large`: the id, in hex, of the producer who has one in twenty. */
export function oldOrderRows({ from, to, database, large }) {
  const { id, ago, month, key, yes, no, before, after } = dialects[database]
  const hexed = column => `replace(${key(column)}, '-', '')`

  // Each number once, and in no order.
  const drawn = `cast(base as bigint) * 387420489013 % ${30 ** 8}`
  const letter = place => `substr('${letters}', cast((${drawn}) / ${30 ** place} % 30 as integer) + 1, 1)`
  const four = first => [0, 1, 2, 3].map(place => letter(first + place)).join(' || ')
  const number = `${four(0)} || '-' || ${four(4)}`

  // When it got there, in minutes after it was placed.
  const steps = { Placed: 30, Accepted: 300, Shipped: 1440, Failed: 2000, Ended: 2640 }
  const at = after => ago(`minutes - ${after}`)
  const left = `status in ('Shipped', 'Failed', 'Delivered', 'Returned')`
  const step = (status, moment, actor, where, reason = 'null') => `select n, ${moment} as at, '${status}' as status, '${actor}' as actor, ${reason} as reason from past where ${where}`
  const entry = (kind, dong, due, { of = 'past', place = `''`, text = 'null', where = `status = 'Delivered'` } = {}) =>
    `select n, '${kind}' as kind, ${place} as place, ${dong} as dong, ${due} as is_due, ${text} as text from ${of} where ${where}`

  return `${before}
begin;
create temp table makers as
select row_number() over (order by producers.id) - 1 as i, producers.id, name, is_demo, kind in ('Company', 'Cooperative') as states_tax, wares, ${hexed('producers.id')} = '${large}' as is_large
from producers join (select producer_id, count(*) as wares from products join variants on variants.product_id = products.id where is_listed group by producer_id) counted on counted.producer_id = producers.id;
create temp table wares as
select row_number() over (partition by producer_id order by variants.id) - 1 as place, variants.id, product_id, producer_id, name, pack, price,
  case net_unit when 'Gram' then net_content || ' g' when 'Millilitre' then net_content || ' ml' else '' end as net
from products join variants on variants.product_id = products.id where is_listed;
create temp table places as
select row_number() over (order by communes.code) - 1 as i, communes.code, case communes.kind when 'Phuong' then 'Phường ' else 'Xã ' end || communes.name as name, provinces.code as province_code, provinces.name as province
from communes join provinces on provinces.code = communes.province_code;
create unique index makers_i on makers (i);
create unique index wares_place on wares (producer_id, place);
create unique index places_i on places (i);

-- base is the number that the parcels of one group share. Older than ten days all but a few have come to their end; a third was paid beforehand, and a tenth of these never.
create temp table drawn as
with recursive numbers(n) as (select ${from} union all select n + 1 from numbers where n < ${to}),
based as (select n, case when n % 5 = 4 then n - 1 else n end as base from numbers),
timed as (select n, base, cast(base as bigint) * 7919 % ${minutesBack} + 1 as minutes, (n * 37 + n / 20) % 100 as fate, base % 3 = 0 as is_prepaid, base % 30 = 0 as is_unpaid from based)
select n, base, minutes, case when is_prepaid then 'BankTransfer' else 'CashOnDelivery' end as method,
  case when n % 20 = 7 then (select i from makers where is_large) else (n * 101) % (select count(*) from makers) end as maker,
  case when minutes <= ${young} then case when fate < 60 then 'Placed' else 'Accepted' end
    when minutes <= ${recent} then case when fate < 30 then 'Accepted' when fate < 65 then 'Shipped' when fate < 68 then 'Failed' else 'Delivered' end
    when is_prepaid then case when is_unpaid then 'Unpaid' else 'Delivered' end
    else case when fate < 2 then 'Refused' when fate < 4 then 'Cancelled' when fate < 6 then 'Expired' when fate < 8 then 'Returned' when fate = 8 and n % 4 = 0 then 'Shipped' else 'Delivered' end end as status
from timed;

create temp table past_lines as
select n, turn as position, wares.*, 1 + (n + turn) % 3 as quantity, price * (1 + (n + turn) % 3) as total, price * (1 + (n + turn) % 3) / 20 as commission
from drawn join makers on makers.i = drawn.maker
join (select 0 as turn union all select 1 union all select 2) turns on turn < makers.wares and (turn = 0 or turn = 1 and n % 3 = 0 or turn = 2 and n % 6 = 0)
join wares on wares.producer_id = makers.id and wares.place = (n + turn) % makers.wares;

-- Ids in the order of time, as the program draws them.
create temp table past as
select drawn.*, ${id('01900002', `${from - 1} + row_number() over (order by minutes desc, drawn.n)`)} as id, ${number} as group_number, ${number} || '-' || (drawn.n - base + 1) as number,
  makers.id as producer_id, makers.name as producer, is_demo, states_tax, goods, 22000 + drawn.n % 5 * 2500 as shipping, goods + 22000 + drawn.n % 5 * 2500 as total,
  ${at(0)} as placed_at, ${at(steps.Placed)} as paid_at, ${at(steps.Accepted)} as accepted_at, ${at(steps.Shipped)} as left_at, ${at(steps.Failed)} as failed_at, ${at(steps.Ended)} as ended_at, ${at(2880)} as lapsed_at,
  ${month(at(steps.Ended))} as month
from drawn join makers on makers.i = drawn.maker join (select n, sum(total) as goods from past_lines group by n) summed on summed.n = drawn.n;
create unique index past_n on past (n);
create index past_lines_n on past_lines (n);

insert into carts (id, language, created_at, updated_at, placed_at) select ${id('01900004', 'n')}, 'vi', placed_at, placed_at, placed_at from past where n = base order by minutes desc;

insert into order_groups (id, cart_id, number, language, name, phone, email, mailbox, street, commune, commune_code, province, province_code, goods, shipping, total, placed_at, pay_until)
select ${id('01900003', 'base')}, ${id('01900004', 'base')}, group_number, 'vi', 'Người mua thử ' || base, '+849' || (10000000 + base % 89999999), case when base % 4 = 0 then 'khach-' || base || '@example.invalid' end,
  case when base % 4 = 0 then 'khach-' || base || '@example.invalid' end, base % 900 + 1 || ' đường thử nghiệm', places.name, places.code, places.province, places.province_code, goods, shipping, total, placed_at, pay_until
from (select base, minutes, group_number, placed_at, sum(goods) as goods, sum(shipping) as shipping, sum(total) as total, case when method = 'BankTransfer' then min(paid_at) end as pay_until
  from past group by base, minutes, group_number, placed_at, method) groups
join places on places.i = (base * 101) % (select count(*) from places) order by minutes desc;

insert into orders (id, group_id, number, producer_id, producer_name, status, payment_method, payment_status, goods, shipping, shipping_vat, shipping_tax, total, placed_at, answer_by, is_demo, version, refunded, carrier, tracking_code, shipped_at, asked_at)
select id, ${id('01900003', 'base')}, number, producer_id, producer, status, method,
  case when status in ('Unpaid', 'Refused', 'Cancelled', 'Expired', 'Returned') then 'Cancelled' when method = 'BankTransfer' or status = 'Delivered' then 'Paid' else 'Due' end,
  goods, shipping, case when states_tax then 'Eight' else 'NotSubject' end, case when states_tax then (shipping * 8 + 54) / 108 else 0 end, total, placed_at, lapsed_at, is_demo, 1, 0,
  case when ${left} then 'ghn' end, case when ${left} then 'THU' || n end, case when ${left} then left_at end, case when status = 'Shipped' and minutes > ${recent} then lapsed_at end
from past order by minutes desc, n;

insert into order_lines (order_id, position, variant_id, product_id, name, pack, net, price, quantity, vat, tax, discount, borne_by_producer, commission_basis_points, commission)
select past.id, position, lines.id, product_id, name, pack, net, price, quantity, 'NotSubject', 0, 0, 0, 500, commission from past_lines lines join past on past.n = lines.n order by minutes desc, past.n, position;

insert into order_events (order_id, at, status, actor, reason)
select past.id, at, steps.status, actor, reason from (
  ${[
    step('AwaitingPayment', 'placed_at', 'buyer', `method = 'BankTransfer'`, `cast(null as text)`), step('Placed', 'placed_at', 'buyer', `method <> 'BankTransfer'`), step('Placed', 'paid_at', 'bank', `method = 'BankTransfer' and status <> 'Unpaid'`),
    step('Unpaid', 'paid_at', 'job:unpaid-orders', `status = 'Unpaid'`), step('Accepted', 'accepted_at', 'producer', `status = 'Accepted' or ${left}`), step('Refused', 'accepted_at', 'producer', `status = 'Refused'`, `'Hết hàng.'`),
    step('Cancelled', 'accepted_at', 'buyer', `status = 'Cancelled'`), step('Shipped', 'left_at', 'producer', left), step('Failed', 'failed_at', 'producer', `status in ('Failed', 'Returned')`, `'Không gặp người nhận.'`),
    step('Returned', 'ended_at', 'producer', `status = 'Returned'`), step('Delivered', 'ended_at', 'producer', `status = 'Delivered'`), step('Expired', 'lapsed_at', 'job:unanswered-orders', `status = 'Expired'`)
  ].join('\n  union all ')}
) steps join past on past.n = steps.n order by at, past.n;

insert into payments (id, group_id, reference, method, provider, return_to, amount, state, created_at, expires_at, paid_at, version)
select ${id('01900005', 'base')}, group_id, 'OC' || replace(left_number, '-', ''), 'BankTransfer', 'bank', '', total, case when is_unpaid then 'Lapsed' else 'Paid' end, placed_at, paid_at, case when is_unpaid then null else paid_at end, 1
from (select base, ${id('01900003', 'base')} as group_id, min(group_number) as left_number, sum(total) as total, min(placed_at) as placed_at, min(paid_at) as paid_at, min(status) = 'Unpaid' as is_unpaid from past where method = 'BankTransfer' group by base) paid;

insert into receipts (id, provider, transaction_id, payment_id, group_id, order_id, amount, currency, paid_at, booked_at, doubt, refunded, version)
select ${id('01900006', 'base')}, 'bank', 'THU' || base, ${id('01900005', 'base')}, ${id('01900003', 'base')}, null, sum(total), 'VND', min(paid_at), min(paid_at), 'None', 0, 0 from past where method = 'BankTransfer' and status <> 'Unpaid' group by base
union all select ${id('01900007', 'n')}, 'cash', number, null, ${id('01900003', 'base')}, id, total, 'VND', ended_at, ended_at, 'None', 0, 0 from past where method <> 'BankTransfer' and status = 'Delivered';

insert into settlement_entries (key, producer_id, month, at, kind, dong, is_due, order_id, order_number, text, actor)
select 'order:' || ${hexed('past.id')} || ':' || booked.kind || ':' || place, past.producer_id, month, ended_at, booked.kind, dong, is_due, past.id, number, text, 'producer' from (
  ${[
    entry('Sold', 'past_lines.total', yes, { of: 'past_lines join past using (n)', place: 'cast(position as text)', text: `quantity || ' × ' || name` }), entry('Commission', '0 - commission', yes, { of: 'past_lines join past using (n)', place: 'cast(position as text)', text: 'name' }),
    entry('DeliveryPassedOn', 'shipping', yes), entry('BuyerPaid', 'total', no), entry('CashCollected', '0 - total', yes, { where: `status = 'Delivered' and method <> 'BankTransfer'` })
  ].join('\n  union all ')}
) booked join past on past.n = booked.n order by ended_at, past.n;

insert into closed_months (month, actor, closed_at)
select distinct month, 'bench', ${ago('0')} from past where status = 'Delivered' and month < ${month(ago('0'))} and month not in (select month from closed_months);
insert into carried_balances (month, producer_id, kind, is_due, dong)
select (select max(month) from closed_months), producer_id, kind, is_due, sum(dong) from settlement_entries where month <= (select max(month) from closed_months) group by producer_id, kind, is_due
on conflict (month, producer_id, kind) do update set dong = excluded.dong;
insert into commission_rates (target, basis_points, changed_at, version) select 'programme', 500, ${ago(String(minutesBack))}, 0 where not exists (select 1 from commission_rates where target = 'programme');
commit;
${after('carts, order_groups, orders, order_lines, order_events, payments, receipts, settlement_entries, carried_balances')}
`
}

/** What buyers paid must be what producers had of it, to the đồng; asked of the database after it was filled. */
export const unbalanced = `select coalesce(sum(case when kind = 'BuyerPaid' then dong else 0 - dong end), 0) from settlement_entries where kind in ('BuyerPaid', 'Sold', 'DeliveryPassedOn')`
