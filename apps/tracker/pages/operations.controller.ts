import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '@minutebook/accounts';
import { ReadModels } from '@minutebook/kernel/read-models';
import { Problem } from '@minutebook/web-kit';
import { isLoopback } from '../configuration-fault';
import { Metrics } from '../web/metrics';

/** For those who run the service: is it up, is it ready, how is it doing. */
@Controller()
export class OperationsController {
  constructor(
    private readonly readModels: ReadModels,
    private readonly metrics: Metrics,
  ) {}

  @Public()
  @Get('health/live')
  live(): object {
    return { status: 'live' };
  }

  /**
   * 200 only once the first load is complete and while the log is followed. It stays 200 while an event store is out of
   * reach: the pages show what is known, and there is no better node to send readers to.
   */
  @Public()
  @Get('health/ready')
  ready(@Res() reply: FastifyReply): void {
    const { ready, reached, outage } = this.readModels;
    void reply.status(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not ready',
      recordNumber: reached.recordNumber,
      log: outage === undefined ? 'in reach' : 'out of reach',
    });
  }

  @Public()
  @Get('metrics')
  async measured(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!isOfThisMachine(request)) throw new Problem(403, { title: 'Metrics are given to this machine only' });
    const { type, body } = await this.metrics.text();
    void reply.type(type).send(body);
  }
}

/** Through a proxy that we were not told of, everybody seems to be this machine. */
function isOfThisMachine({ ip, ips, headers }: FastifyRequest): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return isLoopback(ip.replace(/^::ffff:/, '')) && (ips !== undefined || !isForwarded);
}
