import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Public, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { Pages } from '@minutebook/web-kit';
import { presentApi, type ApiPage } from './api-description.presenter';

/** The API's description, for machines and for readers. It says nothing of the record, so it needs no sign-in. */
@ApiExcludeController()
@Controller('api/v1')
export class ApiDescriptionController {
  private described: { readonly document: OpenAPIObject; readonly page: ApiPage } | undefined;

  constructor(private readonly pages: Pages) {}

  describe(document: OpenAPIObject): void {
    this.described = { document, page: presentApi(document) };
  }

  @Public()
  @Get('openapi.json')
  openApi(): OpenAPIObject {
    return this.description.document;
  }

  @Public()
  @Get('docs')
  async browse(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.pages.send(request, reply, 'api-description.njk', { title: 'API' }, this.description.page);
  }

  private get description(): { readonly document: OpenAPIObject; readonly page: ApiPage } {
    if (!this.described) throw new Error('The API has not been described yet');
    return this.described;
  }
}
