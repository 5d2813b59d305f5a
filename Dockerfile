FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No dependency needs an install script; none runs in development either.
RUN npm ci --ignore-scripts
COPY . .
# Tests are not in the context (.dockerignore): the build would compile them too.
RUN npm run build

FROM node:22-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev && npm cache clean --force

FROM node:22-slim
ENV NODE_ENV=production \
    PORT=9000 \
    DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/.medusa/server ./.medusa/server
RUN install -d -o node -g node /data
VOLUME /data
USER node
# Medusa looks for its configuration and the dashboard's files here.
WORKDIR /app/.medusa/server
EXPOSE 9000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1: it gets SIGTERM, answers what it has accepted and ends.
STOPSIGNAL SIGTERM
CMD ["node", "src/server.js"]
