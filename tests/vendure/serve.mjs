// serve.mjs FOLDER PORT
import { bootstrap } from '@vendure/core';
import { shop } from './shop.mjs';

const [folder, port] = process.argv.slice(2);
await bootstrap(shop(folder, Number(port)));
