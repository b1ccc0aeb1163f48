/**
 * Set-up file of the unit tests: nothing leaves this machine. A test that forgets to fake a request fails with
 * NetConnectNotAllowedError instead of passing here and failing behind a proxy. Loopback stays open, for tests that
 * start a server of their own and for a local PostgreSQL.
 */
import nock from "nock";

// "127.0.0.1:8080", "localhost:3000", "[::1]:3000": nock passes the host with its port.
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/;

nock.disableNetConnect();
nock.enableNetConnect((host) => LOOPBACK.test(host));
