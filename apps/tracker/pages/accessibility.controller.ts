import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { Pages } from '@minutebook/web-kit';

/** The accessibility statement. */
@ApiExcludeController()
@Controller('accessibility')
export class AccessibilityController {
  constructor(private readonly pages: Pages) {}

  @Public()
  @Get()
  async show(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.pages.send(request, reply, 'accessibility.njk', { title: 'Accessibility statement' }, {});
  }
}
