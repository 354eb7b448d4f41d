# The production image: packages are installed in one stage, only their result goes into the next.
FROM python:3.13-slim-bookworm AS packages
COPY requirements/s3.txt /requirements.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /requirements.txt

FROM python:3.13-slim-bookworm AS twinning
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin twinning \
    && install -d -o twinning -g twinning /var/lib/twinning
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    TWINNING_VAR=/var/lib/twinning
# Static files are part of the image; the values here only let Django start and are kept nowhere.
RUN python -m compileall -q . \
    && TWINNING_VAR=/tmp/build SECRET_KEY=build SITE_URL=https://build EMAIL_URL=smtp://build \
       python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf /tmp/build
# By number: orchestrators that demand another user than root cannot look names up.
USER 10001
EXPOSE 8000
CMD ["uvicorn", "twinning.asgi:application", "--host", "0.0.0.0", "--port", "8000", "--lifespan", "off", \
     "--workers", "2", "--proxy-headers", "--no-access-log", "--log-level", "warning"]
