import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Public, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { Pages } from '@minutebook/web-kit';
import { presentApi } from './api-description.presenter';

/** The API's description, for machines and for readers. It says nothing of the record, so it needs no sign-in. */
@ApiExcludeController()
@Controller('api/v1')
export class ApiDescriptionController {
  private document: OpenAPIObject | undefined;

  constructor(private readonly pages: Pages) {}

  describe(document: OpenAPIObject): void {
    this.document = document;
  }

  @Public()
  @Get('openapi.json')
  openApi(): OpenAPIObject | undefined {
    return this.document;
  }

  @Public()
  @Get('docs')
  async browse(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    if (!this.document) throw new Error('The API has not been described yet');
    await this.pages.send(request, reply, 'api-description.njk', { title: 'API' }, presentApi(this.document));
  }
}
