global using Meent.Tests.Hosting;
global using Xunit;
