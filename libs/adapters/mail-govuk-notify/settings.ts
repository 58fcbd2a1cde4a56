const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** The name that it was given, the service and the secret: the client cuts it up by counting from its end. */
const API_KEY = new RegExp(`^[\\x21-\\x7e]+-${UUID}-${UUID}$`, 'i');
const TEMPLATE_ID = new RegExp(`^${UUID}$`, 'i');
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export function isNotifyApiKey(text: string): boolean {
  return API_KEY.test(text);
}

export function isNotifyTemplateId(text: string): boolean {
  return TEMPLATE_ID.test(text);
}

/** An address by https, or on this machine: the key signs every request, and mail goes with it. */
export function isNotifyBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  return isSafe && username === '' && search === '' && hash === '';
}
