import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { CommandRequest } from '@minutebook/kernel/recording';
import { apiRequest } from '../command-requests';
import type { Permission } from '../permissions';
import { PERMISSION, type IdentifiedRequest } from './identity';

/** What an API request says about its command, made for the permission that the route's `Permit` names. */
export const AskedByApi = createParamDecorator((_: unknown, context: ExecutionContext): CommandRequest => {
  const request = context.switchToHttp().getRequest<IdentifiedRequest>();
  const permission = Reflect.getMetadata(PERMISSION, context.getHandler()) as Permission | undefined;
  if (!request.identity || permission === undefined) throw new Error('The route does not say who may use it');
  return apiRequest(request, permission);
});
