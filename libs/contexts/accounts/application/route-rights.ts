import { Injectable, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Permission } from '../permissions';
import { PERMISSION, PUBLIC, RECORD_OF, type RecordOf } from './identity';

/** One route with who may use it. */
export interface RouteRights {
  readonly method: 'GET' | 'POST';
  /** As it is declared, such as `/people/:id`. */
  readonly path: string;
  readonly isPublic: boolean;
  readonly permission: Permission | undefined;
  readonly record: RecordOf | undefined;
}

type Handler = (...given: unknown[]) => unknown;

/** Every route of the service, as its controllers declare it. */
@Injectable()
export class RoutesAndRights {
  private found: readonly RouteRights[] | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Literal addresses before those with parameters, as the router takes them. */
  get all(): readonly RouteRights[] {
    this.found ??= this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (typeof metatype === 'function' ? this.ofController(metatype as Type) : []))
      .sort((a, b) => parameters(a.path) - parameters(b.path) || (a.path < b.path ? -1 : 1));
    return this.found;
  }

  /** The route behind an address of a page, and the parameters in it. */
  find(
    method: RouteRights['method'],
    address: string,
  ): { route: RouteRights; params: Record<string, string> } | undefined {
    const asked = partsOf(address.split('?')[0] ?? '');
    for (const route of this.all) {
      if (route.method !== method) continue;
      const params = matched(partsOf(route.path), asked);
      if (params) return { route, params };
    }
    return undefined;
  }

  private ofController(controller: Type): readonly RouteRights[] {
    const prototype = controller.prototype as Readonly<Record<string, unknown>>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] as Handler;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method !== RequestMethod.GET && method !== RequestMethod.POST) return [];
      const of = [handler, controller];
      const path = [controller, handler].map((part) => Reflect.getMetadata(PATH_METADATA, part) as string);
      return {
        method: method === RequestMethod.GET ? ('GET' as const) : ('POST' as const),
        path: `/${path.flatMap(partsOf).join('/')}`,
        isPublic: this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, of) === true,
        permission: this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, of),
        record: this.reflector.getAllAndOverride<RecordOf | undefined>(RECORD_OF, of),
      };
    });
  }
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function parameters(path: string): number {
  return partsOf(path).filter((part) => part.startsWith(':')).length;
}

function matched(declared: readonly string[], asked: readonly string[]): Record<string, string> | undefined {
  if (declared.length !== asked.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of declared.entries()) {
    const value = asked[at] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}
