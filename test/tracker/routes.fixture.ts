import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** For specs only: the addresses that answer a method, as the server itself has them: `/actions/:id`. */
export function routesOf(app: NestFastifyApplication, method: 'GET' | 'POST'): readonly string[] {
  const printed = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const found: string[] = [];
  const parents: string[] = [];
  for (const line of printed.split('\n')) {
    const match = /^([│ ]*)[├└]── (.*?)(?: \(([^)]*)\))?$/.exec(line);
    if (!match) continue;
    const [, indent = '', part = '', methods] = match;
    const depth = indent.length / 4;
    parents[depth] = part;
    if (methods?.split(', ').includes(method)) found.push(parents.slice(0, depth + 1).join(''));
  }
  return found;
}
