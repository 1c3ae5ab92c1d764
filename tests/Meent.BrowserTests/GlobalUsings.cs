global using Meent.BrowserTests.Hosting;
global using Meent.Tests.Hosting;
global using Xunit;
