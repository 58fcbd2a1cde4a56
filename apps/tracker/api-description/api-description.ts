import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The API's description in OpenAPI, made from the controllers: only routes below `/api/v1`. */
export function describeApi(app: NestFastifyApplication, version: string): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Minutebook')
      .setDescription('The record of a council’s change programme: commands, and what the record said at any date.')
      .setVersion(version)
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'From `npm run token -- --account <id>`.' })
      .addSecurityRequirements('bearer')
      .build(),
  );
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/api/v1/')));
  return { ...document, paths };
}
