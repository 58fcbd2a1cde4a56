import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isSecretAddress } from '@minutebook/web-kit';

/** A year, in seconds: what browsers and ASVS 3.4.1 ask for. */
const A_YEAR = 365 * 24 * 60 * 60;

/** What no page of ours uses, so that no script that got into one could. */
const UNUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'web-share',
  'window-management',
  'xr-spatial-tracking',
];
const PERMISSIONS = UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', ');

/** An address that is a secret goes to no other page, into no store and into no search engine. */
const KEPT_TO_ONESELF = {
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
};

/** Most that a form with a file may bring, whatever its own page allows. */
const LARGEST_FORM = {
  fileSize: 6 * 1024 * 1024,
  files: 1,
  fields: 30,
  parts: 31,
  fieldNameSize: 100,
  headerPairs: 20,
};

/**
 * What every answer says to the browser, and what is read of a request at most. Everything comes from this origin, and no page
 * has script or style within it: whatever got into a page could load, run and send nothing.
 *
 * @param protection whether readers reach the service by https
 */
export async function setUpProtection(
  app: NestFastifyApplication,
  { https }: { readonly https: boolean },
): Promise<void> {
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, { limits: LARGEST_FORM });
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: true,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https && { maxAge: A_YEAR, includeSubDomains: true },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, next) => {
      void reply.header('Permissions-Policy', PERMISSIONS);
      if (isSecretAddress(request)) void reply.headers(KEPT_TO_ONESELF);
      next();
    });
}

/**
 * An address whose escapes mean nothing is one at which nothing is. Fastify answers it before anything of ours is asked, with
 * neither our headers nor our words; so that its percent signs are taken as they stand, and it is looked for like any other.
 */
export function readableUrl(url: string): string {
  const [path = '/'] = url.split('?', 1);
  try {
    if (path.includes('%')) decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll('%', '%25') + url.slice(path.length);
  }
}
