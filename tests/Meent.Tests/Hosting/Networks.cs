using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Hosting;

/// <summary>A hub whose visitors come from networks that a test chooses.</summary>
public static class Networks
{
    private const string Header = "X-Test-Network";

    public static Task<TestHub> Start(Engine engine) => TestHub.Start(engine, s => s, services => services.AddTransient<IStartupFilter, Filter>());

    /// <summary>A visitor whom nobody knows, at an address of their own.</summary>
    public static Visitor VisitorFrom(this TestHub hub, string address) => new(new Sender(hub.Handler(), address), "en");

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext context, RequestDelegate go) =>
            {
                if (IPAddress.TryParse(context.Request.Headers[Header].ToString(), out var address)) context.Connection.RemoteIpAddress = address;
                return go(context);
            });
            next(app);
        };
    }

    private sealed class Sender(HttpMessageHandler hub, string address) : DelegatingHandler(hub)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add(Header, address);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
