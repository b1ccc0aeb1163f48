# The service in an image: Node, the built sources and the modules that they load, as a user without rights.
#
#   docker build -t throughline .
#   docker run --env-file .env -p 127.0.0.1:3000:3000 -v throughline:/data throughline
#
# Debian and not Alpine: the database's native part for this C library is the one that the tests run on.

FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json README.md LICENSE CHANGELOG.md app.yml schema.json ./
COPY bin bin
COPY docs docs
COPY scripts scripts
COPY src src
COPY sandbox sandbox
RUN npm run build && node scripts/stage-package.ts

# What the built sources load, without tools, without the project's own Node, without types and foreign prebuilds.
FROM node:24-slim AS modules
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY scripts/prune-modules.ts scripts/
RUN npm ci --omit=dev --omit=optional && node scripts/prune-modules.ts node_modules

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=modules /build/node_modules node_modules
COPY --from=build /build/build/package ./
# A volume takes over owner and rights of the folder that it is mounted on.
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000
# The slim image has neither curl nor wget.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, so that SIGTERM reaches it.
ENTRYPOINT ["node", "bin/throughline.js"]
CMD ["serve"]
