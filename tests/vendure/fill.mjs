// fill.mjs FOLDER: makes the shop's database with twenty made-up products, a delivery, a way of paying, and the key that a market is given.
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { ChannelService, CurrencyCode, GlobalSettingsService, LanguageCode, RequestContext, bootstrap } from '@vendure/core';
import { populate } from '@vendure/core/cli/index.js';
import { shop, superadmin } from './shop.mjs';

// What a market's key may do, and nothing else.
const permissions = ['ReadCatalog', 'CreateCatalog', 'UpdateCatalog', 'DeleteCatalog', 'ReadOrder', 'UpdateOrder'];

const first = {
  defaultLanguage: LanguageCode.vi,
  defaultZone: 'Việt Nam',
  countries: [{ name: 'Việt Nam', code: 'VN', zone: 'Việt Nam' }],
  taxRates: [{ name: 'Thuế suất 8%', percentage: 8 }],
  shippingMethods: [{ name: 'Giao tận nhà (minh hoạ)', price: 3000000 }],
  paymentMethods: [{ name: 'Trả thử (minh hoạ)', handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] } }],
  collections: [],
};

const [folder] = process.argv.slice(2);
const port = await freePort();

const app = await populate(open, first, path.join(import.meta.dirname, 'goods.csv'));
const { token } = await ask('mutation ($username: String!, $password: String!) { login(username: $username, password: $password) { __typename } }', { username: superadmin.identifier, password: superadmin.password });
const { data: { createRole: role } } = await ask(
  'mutation ($input: CreateRoleInput!) { createRole(input: $input) { id } }',
  { input: { code: 'market', description: 'Chợ OCOP đưa hàng lên', permissions } }, token);
const { data: { createApiKey: { apiKey } } } = await ask(
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey } }',
  { input: { roleIds: [role.id], translations: [{ languageCode: 'vi', name: 'Chợ OCOP' }] } }, token);
const { data: { products } } = await ask('{ products { totalItems } }', {}, token);
if (products.totalItems !== 20) throw new Error(`There are ${products.totalItems} products and not twenty.`);
await writeFile(path.join(folder, 'key'), apiKey);
await app.close();

/** Sells in đồng with tax inside before the first price is written. */
async function open() {
  const opened = await bootstrap(shop(folder, port, true));
  const channels = opened.get(ChannelService);
  await opened.get(GlobalSettingsService).updateSettings(RequestContext.empty(), { availableLanguages: [LanguageCode.vi, LanguageCode.en] });
  await channels.update(RequestContext.empty(), {
    id: (await channels.getDefaultChannel()).id,
    defaultLanguageCode: LanguageCode.vi, availableLanguageCodes: [LanguageCode.vi, LanguageCode.en],
    defaultCurrencyCode: CurrencyCode.VND, availableCurrencyCodes: [CurrencyCode.VND],
    pricesIncludeTax: true,
  });
  return opened;
}

async function ask(query, variables, bearer) {
  const response = await fetch(`http://127.0.0.1:${port}/admin-api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return { data, token: response.headers.get('vendure-auth-token') };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: found } = server.address();
  server.close();
  await once(server, 'close');
  return found;
}
