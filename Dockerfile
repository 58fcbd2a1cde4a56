# The product's image. It begins an empty record; everything else is said by environment variables (docs/how-to/start.md).

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --loglevel=error
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY apps apps
COPY libs libs
# What only tests use stays here.
RUN node node_modules/@nestjs/cli/bin/nest.js build \
  && rm -r dist/libs/adapters/*-test-server

FROM node:24-bookworm-slim AS packages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --loglevel=error

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /minutebook
COPY --from=packages /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY package.json ./
# Templates, styles and data are read from the sources.
COPY libs/web-kit libs/web-kit
COPY libs/contexts libs/contexts
COPY apps/tracker apps/tracker
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/apps/tracker/main.js"]
CMD ["--empty"]
