# One image for web, worker and beat: docker-compose.yml says which command each runs.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY requirements.txt .
# Wheels only, each checked against the lock: no compiler is needed or wanted.
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --only-binary=:all: --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    AIQ_ENV=production \
    AIQ_VAR=/var/lib/aiq
RUN useradd --system --create-home --home-dir /var/lib/aiq aiq
COPY --from=packages /venv /venv
WORKDIR /srv/aiq
COPY manage.py gunicorn.conf.py ./
COPY aiq_site aiq_site
COPY apps apps
COPY templates templates
COPY static static
# Hashed and compressed once, here; it needs no secret. The other AIQ_VAR keeps root from
# creating folders where the site itself must write.
RUN AIQ_VAR=/tmp/build python manage.py collectstatic --no-input
USER aiq
VOLUME /var/lib/aiq
EXPOSE 8000
# /healthz answers on any host name and without HTTPS, for exactly this.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "aiq_site.wsgi"]
