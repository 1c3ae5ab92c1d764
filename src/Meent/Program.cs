using Meent;
using Meent.Foundation;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Meent.Reflect;

HubModule[] modules = [PlacesModule.Module, PeopleModule.Module, ReflectModule.Module, MonitorModule.Module, PlanModule.Module];
return await CommandLine.Run(args, Settings.FromEnvironment(), modules);
