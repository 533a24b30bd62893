// Serves a window just built in front of a running program, under the program's own policy: to test without building the program anew.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.txt': 'text/plain' };

export async function serveInFront(address, dist) {
  const back = new URL(address);
  const policy = (await fetch(address)).headers.get('content-security-policy');
  const front = createServer((request, response) => {
    const { pathname } = new URL(request.url, address);
    if (pathname.startsWith('/api')) {
      const headers = { ...request.headers, host: back.host };
      if (headers.origin) headers.origin = back.origin;
      if (headers.referer) delete headers.referer;
      const passed = ask({ host: back.hostname, port: back.port, path: request.url, method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      response.on('close', () => passed.destroy());
      request.pipe(passed);
      return;
    }
    const file = join(dist, normalize(decodeURIComponent(pathname)));
    const target = !pathname.startsWith('/p/') && extname(file) && existsSync(file) ? file : join(dist, 'index.html');
    response.writeHead(200, { 'content-type': `${TYPES[extname(target)] ?? 'application/octet-stream'}; charset=utf-8`, ...(policy ? { 'content-security-policy': policy } : {}) });
    response.end(readFileSync(target));
  });
  await new Promise((listening) => front.listen(Number(process.env.FRONT_PORT ?? 0), '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${front.address().port}`, close: () => { front.closeAllConnections(); front.close(); } };
}
