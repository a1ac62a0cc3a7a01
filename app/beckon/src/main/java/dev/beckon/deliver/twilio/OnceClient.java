package dev.beckon.deliver.twilio;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.SocketConfig;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request once. By default the library and the HTTP client below it both send again on some answers, and each
 * request may be one more message that somebody gets.
 */
final class OnceClient extends NetworkHttpClient implements AutoCloseable {

    /** As many as one node has workers, and more. */
    private static final int CONNECTIONS = 64;

    private static final String WRITING = OnceClient.class.getName() + ".writing";

    private final @Nullable URI base;

    /** The connection failed before a byte of the request was written. */
    static final class NotSent extends IOException {

        private static final long serialVersionUID = 1L;

        NotSent(IOException cause) {
            super(cause);
        }
    }

    OnceClient(TwilioSettings settings) {
        super(builder(settings));
        this.base = settings.baseUrl();
    }

    private static HttpClientBuilder builder(TwilioSettings settings) {
        // The library gives each request its own time-outs; these replace them.
        RequestConfig config = RequestConfig.custom()
                .setConnectionRequestTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .setResponseTimeout(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(connections(settings))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .addExecInterceptorBefore(
                        ChainElement.CONNECT.name(),
                        "not-sent",
                        (request, scope, chain) -> connected(request, scope, chain, config))
                .addExecInterceptorLast("writing", OnceClient::writing);
    }

    private static HttpClientConnectionManager connections(TwilioSettings settings) {
        Duration answer = settings.answerTimeout();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout((int) answer.toMillis(), TimeUnit.MILLISECONDS)
                        .setSoKeepAlive(true)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .setSocketTimeout((int) answer.toMillis(), TimeUnit.MILLISECONDS)
                        // A connection that the other side has closed meanwhile would leave a message in doubt.
                        .setValidateAfterInactivity(100, TimeUnit.MILLISECONDS)
                        .setTimeToLive(1, TimeUnit.MINUTES)
                        .build())
                .build();
    }

    private static ClassicHttpResponse connected(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, RequestConfig config)
            throws IOException, HttpException {
        scope.clientContext.setRequestConfig(config);
        try {
            return chain.proceed(request, scope);
        } catch (IOException e) {
            throw scope.clientContext.getAttribute(WRITING) == null ? new NotSent(e) : e;
        }
    }

    /** Is reached when the connection stands. */
    private static ClassicHttpResponse writing(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(WRITING, true);
        return chain.proceed(request, scope);
    }

    /** @throws NotCreated on whatever isn't a success */
    @Override
    public Response reliableRequest(Request request) {
        Response response = makeRequest(base == null ? request : rebased(request, base));
        if (response.getStatusCode() / 100 != 2) {
            throw NotCreated.of(response);
        }
        return response;
    }

    private static Request rebased(Request original, URI base) {
        var request = new Request(
                original.getMethod(),
                base.toString() + URI.create(original.getUrl()).getRawPath());
        original.getPostParams().forEach((name, values) -> values.forEach(value -> request.addPostParam(name, value)));
        original.getQueryParams()
                .forEach((name, values) -> values.forEach(value -> request.addQueryParam(name, value)));
        original.getHeaderParams()
                .forEach((name, values) -> values.forEach(value -> request.addHeaderParam(name, value)));
        request.setContentType(original.getContentType());
        request.setUserAgentExtensions(original.getUserAgentExtensions());
        request.setAuth(original.getUsername(), original.getPassword());
        return request;
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.GRACEFUL);
    }
}
