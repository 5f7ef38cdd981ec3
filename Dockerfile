# Plaudit in a container, for a PostgreSQL of yours: DATABASE_URL says where. compose.yaml starts both.
#   docker build --tag plaudit .

FROM rust:1.95-slim-bookworm AS build
WORKDIR /source
COPY . .
# The binary, and the licences of everything that is in it.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    script/release --directory /release

FROM debian:trixie-slim
# `plaudit backup` and `restore` need pg_dump and pg_restore, of the database's version or a later one.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin plaudit \
    && install --directory --owner=10001 --group=10001 --mode=0700 /backups /data
COPY --from=build /release/plaudit /usr/local/bin/plaudit
COPY --from=build /release/LICENSE-* /release/THIRD-PARTY-LICENSES.txt /usr/share/doc/plaudit/
USER 10001:10001
# Nothing else in the container is written to. What opens the answers of open surveys lies in /data, and not
# among the backups.
WORKDIR /backups
VOLUME /backups /data
ENV PLAUDIT_DATA_DIR=/data
# Within the container everything may be reached; what is published is chosen outside.
ENV PLAUDIT_LISTEN=0.0.0.0:8080 PLAUDIT_OPERATOR_LISTEN=0.0.0.0:9464
EXPOSE 8080 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["plaudit"]
CMD ["serve"]
