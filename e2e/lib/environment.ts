import { fileURLToPath } from 'node:url';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Run these tests with: ./vivarium test e2e`);
  return value;
}

/** The instance under test, as `./vivarium test e2e` started it. */
export const environment = {
  url: new URL(required('VIVARIUM_URL')),
  token: required('VIVARIUM_TOKEN'),
  data: required('VIVARIUM_DATA'),
  launcher: process.env.VIVARIUM ?? fileURLToPath(new URL('../../vivarium', import.meta.url)),
  /** Long tests too. */
  soak: process.env.VIVARIUM_SOAK === '1',
};
