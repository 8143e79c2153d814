// A Vendure shop as somebody runs it who sells in đồng: its own settings wherever it has any, SQLite, pictures in a folder, API keys switched on.
import path from 'node:path';
import { AssetServerPlugin } from '@vendure/asset-server-plugin';
import { DefaultLogger, LanguageCode, LogLevel, dummyPaymentHandler } from '@vendure/core';

export const superadmin = { identifier: 'superadmin', password: 'mot-mat-khau-minh-hoa' };

/** @param folder with its database and its pictures */
export const shop = (folder, port, isNew = false) => ({
  apiOptions: { hostname: '127.0.0.1', port, adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: { tokenMethod: ['bearer', 'api-key'], superadminCredentials: superadmin },
  dbConnectionOptions: { type: 'better-sqlite3', database: path.join(folder, 'shop.db'), synchronize: isNew },
  defaultLanguageCode: LanguageCode.vi,
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  plugins: [AssetServerPlugin.init({ route: 'assets', assetUploadDir: path.join(folder, 'assets') })],
  logger: new DefaultLogger({ level: LogLevel.Warn }),
});
